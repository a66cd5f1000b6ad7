import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider';
import { confirmCodePage, deviceDonePage, userCodePage } from './pages/device-pages.ts';
import { errorPage, loggedOutPage, logoutPage } from './pages/end-pages.ts';

/** The device flow's pages (RFC 8628 §3.3), in place of oidc-provider's own. */
export const DEVICE_PAGES = {
  userCodeInputSource: (
    ctx: KoaContextWithOIDC,
    _form: string,
    _out?: ErrorOut,
    error?: Error,
  ): void => {
    const said =
      error === undefined
        ? undefined
        : '代码不正确或已失效。 The code is wrong or its time is over.';
    ctx.body = userCodePage(ctx.oidc.urlFor('code_verification'), xsrfOf(ctx), said);
  },
  userCodeConfirmSource: (
    ctx: KoaContextWithOIDC,
    _form: string,
    client: { clientName?: string | undefined; clientId: string },
    _deviceInfo: unknown,
    userCode: string,
  ): void => {
    ctx.body = confirmCodePage(ctx.oidc.urlFor('code_verification'), {
      xsrf: xsrfOf(ctx),
      client: client.clientName ?? client.clientId,
      userCode,
    });
  },
  successSource: (ctx: KoaContextWithOIDC): void => {
    ctx.body = deviceDonePage();
  },
};

/** Pages of RP-initiated logout (OpenID Connect RP-Initiated Logout 1.0). */
export const LOGOUT_PAGES = {
  logoutSource: (ctx: KoaContextWithOIDC): void => {
    ctx.body = logoutPage(ctx.oidc.urlFor('end_session_confirm'), xsrfOf(ctx));
  },
  postLogoutSuccessSource: (ctx: KoaContextWithOIDC): void => {
    ctx.body = loggedOutPage();
  },
};

export function showError(ctx: KoaContextWithOIDC, out: ErrorOut): void {
  ctx.type = 'html';
  ctx.body = errorPage(out.error, out.error_description);
}

/** What ties a form to the session it was shown in; oidc-provider checks it. */
function xsrfOf(ctx: KoaContextWithOIDC): string {
  const secret = ctx.oidc.session?.state?.['secret'];
  return typeof secret === 'string' ? secret : '';
}
