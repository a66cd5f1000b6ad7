import { escapeHtml } from './escape-html.ts';

/** A form that is sent to the provider itself. */
export type Form = {
  action: string;
  hidden?: Readonly<Record<string, string>>;
  /** HTML. */
  fields?: string;
  /** `name` and `value` are what a press sends; the first is also what Enter presses. */
  buttons: readonly { label: string; name?: string; value?: string }[];
};

export type Page = {
  title: string;
  /** HTML. */
  body?: string;
  /** What went wrong; said to screen readers at once. */
  said?: string | undefined;
  form?: Form;
};

/** A whole page. Everything but `body` and `fields` is text and escaped here. */
export function page({ title, body = '', said, form }: Page): string {
  return `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · Relink</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
<p class="note">人物均为虚构，仅供试用。 All people here are invented; for trying things out only.</p>
${said === undefined ? '' : `<p class="said" role="alert">${escapeHtml(said)}</p>`}
${body}
${form === undefined ? '' : formOf(form)}
</main>
</body>
</html>
`;
}

function formOf({ action, hidden = {}, fields = '', buttons }: Form): string {
  const kept = Object.entries(hidden).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`,
  );
  const pressed = buttons.map(({ label, name, value }) => {
    const sends = name === undefined ? '' : ` name="${name}" value="${escapeHtml(value ?? '')}"`;
    return `<button type="submit"${sends}>${escapeHtml(label)}</button>`;
  });
  return `<form method="post" action="${escapeHtml(action)}">
${kept.join('\n')}
${fields}
${pressed.join('\n')}
</form>`;
}
