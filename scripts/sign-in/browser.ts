import { SignInError } from './sign-in-error.ts';

/** A page as it came. */
export type Shown = { url: string; status: number; html: string };

/** As much of a browser as a server-rendered form needs: cookies, redirects, forms. */
export type Browser = {
  open(url: string): Promise<Shown>;
  /** Sends the page's form with its hidden fields and these. */
  submit(page: Shown, fields: Readonly<Record<string, string>>): Promise<Shown>;
};

const REDIRECTS = 10;

/**
 * @param origin the only one that is ever asked; a redirect elsewhere is where it ends, and what
 *   comes back then has the address led to and no text
 */
export function createBrowser(origin: string): Browser {
  const cookies = createCookies();
  const go = async (url: string, init: RequestInit = {}): Promise<Shown> => {
    let at = url;
    let next = init;
    for (let hop = 0; hop < REDIRECTS; hop += 1) {
      if (new URL(at).origin !== origin) return { url: at, status: 0, html: '' };
      const headers = { cookie: cookies.forUrl(at) };
      const answer = await fetch(at, { ...next, headers, redirect: 'manual' });
      cookies.keep(answer.headers.getSetCookie());
      const location = answer.headers.get('location');
      if (location === null) return { url: at, status: answer.status, html: await answer.text() };
      await answer.body?.cancel();
      at = new URL(location, at).href;
      next = {};
    }
    throw new SignInError('The provider leads in circles');
  };
  return {
    open: (url) => go(url),
    submit: (page, fields) => {
      const form = formOf(page);
      const body = new URLSearchParams({ ...form.hidden, ...fields });
      return go(form.action, { method: 'POST', body });
    },
  };
}

/** Cookies by name and path (RFC 6265 §5.3), for one host. */
function createCookies() {
  const kept = new Map<string, { path: string; pair: string }>();
  return {
    keep: (lines: readonly string[]): void => {
      for (const line of lines) {
        const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
        const [name = ''] = pair.split('=', 1);
        const path = attributes.find((one) => /^path=/iu.test(one))?.slice('path='.length) ?? '/';
        const expires = attributes.find((one) => /^expires=/iu.test(one))?.slice('expires='.length);
        const over = expires !== undefined && Date.parse(expires) <= Date.now();
        if (over) kept.delete(`${name} ${path}`);
        else kept.set(`${name} ${path}`, { path, pair });
      }
    },
    forUrl: (url: string): string => {
      const { pathname } = new URL(url);
      const fits = (path: string): boolean =>
        pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`);
      const sent = [...kept.values()].filter(({ path }) => fits(path));
      return sent.map(({ pair }) => pair).join('; ');
    },
  };
}

/** The one form of a page. @throws SignInError when it has none */
function formOf({ url, html }: Shown): { action: string; hidden: Record<string, string> } {
  const [form, action] = /<form[^>]* action="([^"]*)"[^>]*>.*?<\/form>/su.exec(html) ?? [];
  if (form === undefined || action === undefined)
    throw new SignInError('The provider shows a page without a form');
  const inputs = form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/gu);
  const hidden = [...inputs].map(([, name = '', value = '']) => [name, unescapeHtml(value)]);
  return {
    action: new URL(unescapeHtml(action), url).href,
    hidden: Object.fromEntries(hidden) as Record<string, string>, // pairs of texts, as made above
  };
}

const CHARACTERS: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

function unescapeHtml(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#39);/gu, (entity) => CHARACTERS[entity] ?? entity);
}
