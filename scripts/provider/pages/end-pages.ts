import { page } from './page.ts';

/** Asks whether to end the session, so that no other site ends it. */
export function logoutPage(action: string, xsrf: string): string {
  return page({
    title: '退出登录 Sign out',
    form: {
      action,
      hidden: { xsrf },
      buttons: [
        { label: '退出 Sign out', name: 'logout', value: 'yes' },
        { label: '保持登录 Stay signed in' },
      ],
    },
  });
}

export function loggedOutPage(): string {
  return page({ title: '已退出 Signed out' });
}

/** @param code an error code of OAuth 2.0, such as `invalid_request` */
export function errorPage(code: string, description = ''): string {
  return page({
    title: '无法继续 This cannot go on',
    said: [code, description].filter((text) => text !== '').join(': '),
  });
}
