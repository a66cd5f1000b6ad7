import { escapeHtml } from './escape-html.ts';
import { page } from './page.ts';

/** Where the code is typed that a program shows (RFC 8628 §3.3). */
export function userCodePage(action: string, xsrf: string, said?: string): string {
  return page({
    title: '输入代码 Enter the code',
    said,
    form: {
      action,
      hidden: { xsrf },
      fields: `<label for="user_code">程序显示的代码 The code that the program shows</label>
<input id="user_code" name="user_code" autocomplete="off" autocapitalize="characters" required autofocus>`,
      buttons: [{ label: '继续 Continue' }],
    },
  });
}

/** Whether it is the code of one's own program. */
export function confirmCodePage(
  action: string,
  { xsrf, client, userCode }: { xsrf: string; client: string; userCode: string },
): string {
  return page({
    title: '核对代码 Check the code',
    body: `<p>${escapeHtml(client)}</p>
<p><code>${escapeHtml(userCode)}</code></p>
<p>与您程序中的代码不同，或并非您本人发起，请取消。 If it differs from the one in your program, or you started none, refuse.</p>`,
    form: {
      action,
      hidden: { xsrf, user_code: userCode },
      buttons: [
        { label: '一致 It is the same', name: 'confirm', value: 'yes' },
        { label: '取消 Refuse', name: 'abort', value: 'yes' },
      ],
    },
  });
}

/** After the program was allowed in. */
export function deviceDonePage(): string {
  return page({
    title: '已登录 Signed in',
    body: '<p>请回到程序，此页可以关闭。 Go back to the program; this page may be closed.</p>',
  });
}
