// The page's side of the preview: loads it again, swaps its style sheets, shows what is wrong with a file.
(() => {
  'use strict'
  const { mark } = document.currentScript.dataset
  const address = new URL('/livereload', location)
  address.protocol = location.protocol.replace('http', 'ws')
  const STYLE = `
    :host { all: initial; position: fixed; inset: auto 0 0; z-index: 2147483647; direction: ltr; }
    section { max-block-size: 60vh; overflow: auto; padding: 1rem 1.25rem 1.25rem; box-sizing: border-box;
      font: 1rem/1.5 system-ui, sans-serif; color: #f6efe6; background: #231815; border-block-start: 4px solid #e0533d;
      box-shadow: 0 -.5rem 2rem #0006; overflow-wrap: anywhere; unicode-bidi: isolate; }
    header { display: flex; gap: 1rem; align-items: baseline; justify-content: space-between; }
    h2 { font: inherit; font-weight: 700; margin: 0; }
    ol { list-style: none; margin: .5rem 0 0; padding: 0; }
    li + li { margin-block-start: .9rem; }
    code { font: .9375rem/1.5 ui-monospace, monospace; color: #ffb4a3; }
    p { margin: 0; }
    .help { color: #d9c9b8; }
    button { font: inherit; color: inherit; background: none; border: 1px solid currentColor; border-radius: .25rem;
      padding: .1rem .7rem; cursor: pointer; flex: none; }
    button:focus-visible { outline: 3px solid #ffb4a3; outline-offset: 2px; }
    @media print { :host { display: none; } }`
  let wait = 100
  let panel = null

  const element = (name, text, ...children) => {
    const made = document.createElement(name)
    made.append(text, ...children)
    return made
  }

  const item = (found) => {
    const place = [found.path, found.line, found.column].filter(Boolean).join(':')
    const made = element('li', '')
    if (place) made.append(element('code', place))
    made.append(element('p', `${found.message} [${found.code}]`))
    if (found.help) {
      const help = element('p', found.help)
      help.className = 'help'
      made.append(help)
    }
    return made
  }

  const hide = () => {
    panel?.remove()
    panel = null
  }

  const show = (diagnostics) => {
    hide()
    if (!diagnostics.length) return
    panel = document.createElement('chronicle-diagnostics')
    const root = panel.attachShadow({ mode: 'open' })
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(STYLE)
    root.adoptedStyleSheets = [sheet]
    const close = element('button', 'Hide')
    close.type = 'button'
    close.addEventListener('click', hide)
    const title = element('h2', 'This is the last good page: a file has a mistake')
    const section = element('section', '', element('header', title, close), element('ol', '', ...diagnostics.map(item)))
    section.setAttribute('role', 'alert')
    section.lang = 'en'
    section.addEventListener('keydown', (event) => event.key === 'Escape' && hide())
    root.append(section)
    document.documentElement.append(panel)
  }

  const restyle = (path) => {
    for (const link of document.querySelectorAll('link[rel~="stylesheet"]')) {
      const url = new URL(link.href)
      if (url.origin !== location.origin || !url.pathname.endsWith(`/${path}`)) continue
      url.searchParams.set('saved', Date.now())
      const fresh = link.cloneNode()
      fresh.href = url
      fresh.addEventListener('load', () => link.remove(), { once: true })
      fresh.addEventListener('error', () => fresh.remove(), { once: true })
      link.after(fresh)
    }
  }

  const hear = {
    hello: () => {},
    diagnostics: (message) => show(message.diagnostics),
    reload: (message) => (message.liveCSS && message.path.endsWith('.css') ? restyle(message.path) : location.reload()),
  }

  const connect = () => {
    const socket = new WebSocket(address)
    socket.addEventListener('open', () => {
      wait = 100
      const protocols = ['http://livereload.com/protocols/official-7']
      socket.send(JSON.stringify({ command: 'hello', protocols }))
      socket.send(JSON.stringify({ command: 'info', url: location.href, mark }))
    })
    socket.addEventListener('message', (event) => {
      const message = JSON.parse(event.data)
      hear[message.command]?.(message)
    })
    socket.addEventListener('close', () => {
      setTimeout(connect, wait)
      wait = Math.min(wait * 2, 3000)
    })
  }
  connect()
})()
