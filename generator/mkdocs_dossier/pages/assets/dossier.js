/* Comfort only: without this script every page is complete. Asks nothing of any host. */
(() => {
  "use strict"
  /* So that "ipekada" finds "İpekada". */
  const plain = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/ı/g, "i")
  const one = (selector, within = document) => within.querySelector(selector)
  const each = (selector, act, within = document) => within.querySelectorAll(selector).forEach(act)
  const on = (types, act, target = document) => types.split(" ").forEach(it => target.addEventListener(it, act))
  const made = (tag, name) => Object.assign(document.createElement(tag), { className: name })
  const near = (event, selector) => event.target instanceof Element && event.target.closest(selector)
  const narrow = matchMedia("(max-width: 60rem)").matches

  const copier = (home, words, text) => {
    if (!navigator.clipboard) return
    const button = Object.assign(made("button", "copy"), { type: "button", textContent: words.copy })
    on("click", () => navigator.clipboard.writeText(text().replace(/\s+/g, " ").trim()).then(() => { button.textContent = words.copied }), button)
    home.append(button)
  }
  each(".citing[data-copy]", it => {
    const address = one(".permanent", it)
    const [words, path] = [it.textContent, address.textContent]
    copier(it, it.dataset, () => words.replace(path, address.href))
  })

  /* The note as a preview: beside a mark that is pointed at or focused; at the foot of a touch screen. */
  const noteOf = mark => document.getElementById(mark.id.replace(/^mark-(\d+)-\d+$/, "note-$1"))
  let shown = null
  let leaving = 0
  const hide = () => {
    if (!shown) return
    shown.mark.removeAttribute("aria-describedby")
    shown.box.remove()
    shown = null
  }
  const later = () => { clearTimeout(leaving); leaving = setTimeout(hide, 250) }
  const show = (mark, sheet) => {
    clearTimeout(leaving)
    if (shown && shown.mark === mark) return
    hide()
    const note = noteOf(mark)
    if (!note) return
    const box = made("div", sheet ? "preview preview-sheet" : "preview")
    box.id = "preview"
    box.setAttribute("role", "note")
    note.childNodes.forEach(it => box.append(it.cloneNode(true)))
    each("[id]", it => it.removeAttribute("id"), box)
    const at = one(".context", box)
    const listed = at && one(`.sources-cited a[href="${at.getAttribute("href").split("#")[0]}"]`)
    if (listed) {
      at.after(", ", one("cite", listed.parentElement).cloneNode(true))
      copier(box, note.parentElement.dataset, () => `${note.textContent.replace(/↩/g, "")} ${at.href}`)
    }
    on("mouseenter", () => clearTimeout(leaving), box)
    on("mouseleave", later, box)
    mark.closest(".md-typeset").append(box)
    if (!sheet) {
      const place = mark.getBoundingClientRect()
      const base = box.offsetParent.getBoundingClientRect()
      const left = Math.max(8, Math.min(place.left, document.documentElement.clientWidth - box.offsetWidth - 8))
      const below = place.bottom + box.offsetHeight + 12 < innerHeight || place.top < box.offsetHeight + 80
      box.style.left = left - base.left + "px"
      box.style.top = (below ? place.bottom + 6 : place.top - box.offsetHeight - 6) - base.top + "px"
    }
    mark.setAttribute("aria-describedby", "preview")
    shown = { mark, box }
  }
  let touched = false
  const outside = event => shown && !shown.box.contains(event.target)
  on("pointerdown", event => { touched = event.pointerType === "touch" })
  on("mouseover focusin", event => {
    const mark = near(event, "a.cite")
    if (touched) return
    if (mark) show(mark)
    else if (outside(event)) event.type === "focusin" ? hide() : later()
  })
  on("click", event => {
    const mark = near(event, "a.cite")
    if (mark && touched && !(shown && shown.mark === mark)) {
      show(mark, true)
      if (shown) event.preventDefault() /* a second touch leads to the words */
    } else if (outside(event)) hide()
  })
  on("keydown", event => { if (event.key === "Escape") hide() })

  /* Notes beside their paragraphs, where a hand-written page leaves room; they stay at the foot as well. */
  const wide = matchMedia("(min-width: 76.25em)").matches
  if (wide && !one(".dossier, .md-sidebar--secondary:not([hidden])")) {
    const seen = new Set()
    each("h2 ~ p > .use a.cite", mark => {
      const note = noteOf(mark)
      const home = mark.closest("p")
      if (!note || seen.has(note)) return
      seen.add(note)
      const side = made("span", "side")
      side.setAttribute("aria-hidden", "true") /* heard once, as the preview */
      side.dataset.n = mark.textContent
      side.append(one("q", note).cloneNode(true), " ", one("small", note).textContent)
      const last = [...home.querySelectorAll(":scope > .side")].pop()
      last ? last.after(side) : home.prepend(side)
    })
  }

  /* The way back from a source to the mark that led there, kept for this window alone. */
  const reading = one(".reading")
  const trail = "dossier-from"
  try {
    on("click", event => {
      const link = near(event, "a.cite, a.context")
      const mark = link && link.closest("[id]")
      const from = mark && location.href.split("#")[0] + "#" + mark.id
      if (from) sessionStorage.setItem(trail, JSON.stringify([link.href, from, one("h1").textContent.replace("¶", "").trim()]))
    })
    const [to, from, title] = JSON.parse(sessionStorage.getItem(trail) || "[]")
    if (reading && to === location.href && from.startsWith(location.protocol)) {
      reading.before(Object.assign(made("a", "wayback"), { href: from, textContent: reading.dataset.back.replace("{}", () => title) }))
    }
  } catch { /* no storage: the browser's own way back */ }

  /* All pieces of a passage: of the one that the address names, and of the one whose note is pointed at. */
  const spans = id => {
    const anchor = document.getElementById(id)
    const range = /^at-(\d+-\d+)$/.exec(id)
    if (!anchor || !range) return []
    return (anchor.dataset.parts || range[1]).split(" ").map(it => it.split("-").map(Number))
  }
  const light = ids => {
    const wanted = ids.flatMap(spans)
    each(".reading mark", mark => {
      const [a, b] = mark.dataset.at.split("-").map(Number)
      mark.classList.toggle("lit", wanted.some(([start, end]) => start <= a && b <= end))
    })
    each(".margin a", it => it.classList.toggle("lit", ids.some(id => (it.dataset.at || "").split(" ").includes(id))))
  }
  if (reading) {
    const again = () => light([decodeURIComponent(location.hash.slice(1))])
    const arrive = () => {
      again()
      /* The way back stands open beside the words that one came for, also where margins are folded. */
      each(".margin a.lit", it => { for (let at = it; (at = at.parentElement.closest("details")); ) at.open = true })
    }
    on("mouseover focusin", event => {
      const note = near(event, ".margin a")
      if (note) light(note.dataset.at.split(" "))
    })
    each(".margin a", it => on("mouseleave blur", again, it))
    on("hashchange", arrive, window)
    if (narrow) each(".margin", it => { it.open = false })
    arrive()
    on("beforeprint", () => each(".margin, .more", it => { it.open = true }), window)
  }

  /* The table of facts, filtered; what is chosen stands in the address. */
  const form = one("form.filter")
  if (form) {
    const rows = [...document.querySelectorAll(".facts-table tbody tr")]
    const words = new Map()
    const textOf = row => words.get(row) || words.set(row, plain(row.textContent)).get(row)
    const output = one("output", form)
    const apply = () => {
      const wanted = [...new FormData(form)].filter(([, value]) => value)
      const fits = row => wanted.every(([key, value]) => key === "words"
        ? plain(value).split(/\s+/).every(word => textOf(row).includes(word))
        : row.dataset[key].split(" ").includes(value))
      let count = 0
      rows.forEach(row => { const fit = fits(row); count += fit; if (row.hidden === fit) row.hidden = !fit })
      output.textContent = output.dataset.words.replace("{}", count.toLocaleString(document.documentElement.lang))
      return wanted
    }
    const write = () => {
      const state = new URLSearchParams(apply()).toString()
      history.replaceState(null, "", "#" + state)
    }
    const read = () => {
      const state = new URLSearchParams(location.href.split("#")[1] ?? location.search)
      for (const it of form.elements) if (it.name) it.value = state.get(it.name) || ""
      apply()
    }
    on("input", write, form)
    on("submit", event => event.preventDefault(), form)
    on("reset", () => setTimeout(write), form)
    on("hashchange", () => { if (location.hash.includes("=")) read() }, window)
    form.hidden = false
    read()
  }
})()
