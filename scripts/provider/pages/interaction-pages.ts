import type { Scope } from '../../../schema/contract/roles.ts';
import { escapeHtml } from './escape-html.ts';
import { page } from './page.ts';

/** What a scope lets a program do, in the words of who grants it. */
const SCOPE_TITLES: Readonly<Record<Scope, string>> = {
  'register:read': '查询公开登记 · read public registers',
  'case:read': '查看案件 · read cases',
  'case:decide': '作出审批 · decide on cases, batches and conflicts',
  'repair:run': '发起失联修复 · put parties to the agencies',
  'contact:reveal': '查看完整联系方式 · open full contact values',
  'audit:read': '查阅查询记录 · read who looked whom up',
  'audit:decide': '处理预警与延迟告知 · decide on alerts and delays',
  'schema:read': '查看接口版本 · read what agencies published',
  'schema:publish': '发布接口 · publish an agency’s schema',
  'schema:decide': '回退或撤下接口 · roll back or retire a schema',
};

/** Name and password. */
export function loginPage(action: string, said?: string, name = ''): string {
  return page({
    title: '登录 Sign in',
    said,
    form: {
      action,
      fields: `<label for="name">账号 Account</label>
<input id="name" name="name" value="${escapeHtml(name)}" autocomplete="username" autocapitalize="none" required autofocus>
<label for="password">密码 Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>`,
      buttons: [{ label: '登录 Sign in' }],
    },
  });
}

/** What the program will be able to do in the person's name. */
export function consentPage(
  action: string,
  { client, person, scopes }: { client: string; person: string; scopes: readonly Scope[] },
): string {
  const granted = scopes.map((scope) => `<li>${escapeHtml(SCOPE_TITLES[scope])}</li>`).join('\n');
  return page({
    title: '授权 Allow',
    body: `<p><strong>${escapeHtml(client)}</strong> 将以 <strong>${escapeHtml(person)}</strong> 的名义： will in your name:</p>
<ul>
${granted}
</ul>`,
    form: {
      action,
      buttons: [
        { label: '同意 Allow', name: 'decision', value: 'allow' },
        { label: '拒绝 Refuse', name: 'decision', value: 'refuse' },
      ],
    },
  });
}
