/** The style sheet of every page, served at `/style.css`. */
export const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 0; background: Canvas; color: CanvasText; }
main { max-width: 24rem; margin: 12vh auto 2rem; padding: 0 1.25rem; }
h1 { font-size: 1.375rem; margin: 0 0 .25rem; }
label { display: block; margin: 1rem 0 .25rem; }
input { width: 100%; box-sizing: border-box; padding: .5rem; font: inherit; }
input[name='user_code'] { text-transform: uppercase; letter-spacing: .1em; }
button { margin: 1.25rem .5rem 0 0; padding: .5rem 1.25rem; font: inherit; cursor: pointer; }
code { font-size: 1.5rem; letter-spacing: .1em; }
:focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
.said { border-inline-start: .25rem solid; padding-inline-start: .75rem; }
.note { font-size: .875rem; }
`.trimStart();
