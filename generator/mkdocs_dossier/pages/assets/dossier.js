/* Comfort only: without this script every page is complete. Asks nothing of any host. */
(() => {
  "use strict"
  /* So that "ipekada" finds "İpekada". */
  const plain = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/ı/g, "i")
  const each = (selector, act, within = document) => within.querySelectorAll(selector).forEach(act)

  /* The note as a preview: beside a mark that is pointed at or focused; on a touch screen at the foot of the window. */
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
    const number = /^mark-(\d+)-\d+$/.exec(mark.id)
    const note = number && document.getElementById("note-" + number[1])
    if (!note) return
    const box = document.createElement("div")
    box.className = "preview"
    box.id = "preview"
    box.setAttribute("role", "note")
    note.childNodes.forEach(it => box.append(it.cloneNode(true)))
    each("[id]", it => it.removeAttribute("id"), box)
    box.addEventListener("mouseenter", () => clearTimeout(leaving))
    box.addEventListener("mouseleave", later)
    const home = mark.closest(".md-typeset") || document.body
    home.append(box)
    if (sheet) box.classList.add("preview-sheet")
    else {
      const at = mark.getBoundingClientRect()
      const base = (box.offsetParent || document.body).getBoundingClientRect()
      const width = document.documentElement.clientWidth
      const left = Math.max(8, Math.min(at.left, width - box.offsetWidth - 8))
      const below = at.bottom + box.offsetHeight + 12 < innerHeight || at.top < box.offsetHeight + 80
      box.style.left = left - base.left + "px"
      box.style.top = (below ? at.bottom + 6 : at.top - box.offsetHeight - 6) - base.top + "px"
    }
    mark.setAttribute("aria-describedby", "preview")
    shown = { mark, box }
  }
  const markOf = event => event.target instanceof Element && event.target.closest("a.cite")
  let touched = false
  document.addEventListener("pointerdown", event => { touched = event.pointerType === "touch" })
  document.addEventListener("mouseover", event => {
    const mark = markOf(event)
    if (mark && !touched) show(mark)
    else if (shown && !shown.box.contains(event.target) && !touched) later()
  })
  document.addEventListener("focusin", event => {
    const mark = markOf(event)
    if (mark && !touched) show(mark)
    else if (shown && !shown.box.contains(event.target) && !touched) hide()
  })
  document.addEventListener("click", event => {
    const mark = markOf(event)
    if (mark && touched && !(shown && shown.mark === mark)) {
      show(mark, true)
      if (shown) event.preventDefault() /* a second touch, or the link in the note, leads to the words */
    } else if (shown && !shown.box.contains(event.target)) hide()
  })
  document.addEventListener("keydown", event => { if (event.key === "Escape") hide() })

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
    each(".margin a", it => {
      it.classList.toggle("lit", ids.some(id => (it.dataset.at || "").split(" ").includes(id)))
    })
  }
  const named = () => decodeURIComponent(location.hash.slice(1))
  if (document.querySelector(".reading")) {
    const again = () => light([named()])
    const arrive = () => {
      again()
      /* The way back stands open beside the words that one came for, also where margins are folded. */
      each(".margin a.lit", it => { for (let at = it; (at = at.parentElement.closest("details")); ) at.open = true })
    }
    const point = event => {
      const note = event.target instanceof Element && event.target.closest(".margin a")
      if (note) light(note.dataset.at.split(" "))
    }
    for (const it of ["mouseover", "focusin"]) document.addEventListener(it, point)
    each(".margin a", it => { it.addEventListener("mouseleave", again); it.addEventListener("blur", again) })
    addEventListener("hashchange", arrive)
    if (matchMedia("(max-width: 60rem)").matches) each(".margin", it => { it.open = false })
    arrive()
    addEventListener("beforeprint", () => each(".margin, .margin .more", it => { it.open = true }))
  }

  /* The table of facts, filtered; what is chosen stands in the address. */
  const form = document.querySelector("form.filter")
  if (form) {
    const rows = [...document.querySelectorAll(".facts-table tbody tr")]
    const words = new Map(rows.map(row => [row, plain(row.textContent)]))
    const output = form.querySelector("output")
    const apply = () => {
      const wanted = [...new FormData(form)].filter(([, value]) => value)
      const fits = row => wanted.every(([key, value]) => key === "words"
        ? plain(value).split(/\s+/).every(word => words.get(row).includes(word))
        : row.dataset[key].split(" ").includes(value))
      let count = 0
      rows.forEach(row => { row.hidden = !fits(row); count += row.hidden ? 0 : 1 })
      output.textContent = output.dataset.words.replace("{}", count.toLocaleString(document.documentElement.lang))
      return wanted
    }
    const write = () => {
      const state = new URLSearchParams(apply()).toString()
      history.replaceState(null, "", state ? "#" + state : location.pathname + location.search)
    }
    const read = () => {
      if (!location.hash.includes("=")) return
      const state = new URLSearchParams(location.hash.slice(1))
      for (const it of form.elements) if (it.name) it.value = state.get(it.name) || ""
    }
    form.addEventListener("input", write)
    form.addEventListener("submit", event => event.preventDefault())
    form.addEventListener("reset", () => setTimeout(write))
    addEventListener("hashchange", () => { read(); apply() })
    form.hidden = false
    read()
    apply()
  }
})()
