"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const tip = document.getElementById("tip");
  const where = document.getElementById("where");
  const marks = all(".raw a.e");
  const partner = new Map();
  for (const row of all(".row")) {
    const left = all(".raw a.e", row), right = all(".out a.e", row);
    left.forEach((mark, i) => { partner.set(mark, right[i]); partner.set(right[i], mark); });
  }
  const stops = marks.length ? marks : all(".pagebox > summary");
  const kinds = mark => mark.getAttribute("aria-describedby").split(" ").map(id => document.getElementById(id));
  const filter = { stage: new Set(), sure: new Set(), rule: "", part: "all", status: "" };
  let now = -1;

  const passes = mark => kinds(mark).some(kind => {
    const rule = kind.dataset.rule, sure = kind.querySelector(".sure").textContent;
    return !filter.stage.has(rule.split("/")[0]) && !filter.sure.has(sure) && (!filter.rule || rule === filter.rule);
  });
  const shown = stop => !stop.classList.contains("off") && stop.getClientRects().length > 0;

  function apply() {
    document.body.dataset.part = filter.part;
    for (const mark of marks) {
      const off = !passes(mark);
      mark.classList.toggle("off", off);
      partner.get(mark)?.classList.toggle("off", off);
    }
    const dropping = filter.rule && all(".goneblock").some(block => block.dataset.rule === filter.rule);
    for (const row of all(".row.gone"))
      row.classList.toggle("hide", Boolean(dropping) && !all(".goneblock", row).some(b => b.dataset.rule === filter.rule));
    for (const box of all(".rulebox[data-rule]"))
      box.classList.toggle("hide", filter.stage.has(box.dataset.rule.split("/")[0]) || Boolean(filter.rule && box.dataset.rule !== filter.rule));
    for (const box of all(".pagebox"))
      box.classList.toggle("hide", Boolean(filter.status && box.dataset.status !== filter.status
        || filter.rule && !box.dataset.rules.split(" ").includes(filter.rule)
        || filter.sure.size && box.dataset.sure && box.dataset.sure.split(" ").every(sure => filter.sure.has(sure))
        || filter.stage.size && box.dataset.stages && box.dataset.stages.split(" ").every(stage => filter.stage.has(stage))));
    count();
  }

  function count() {
    if (!where) return;
    const visible = stops.filter(shown), at = visible.indexOf(stops[now]);
    where.textContent = visible.length ? `${at < 0 ? "–" : at + 1} / ${visible.length}` : "none";
  }

  function go(step) {
    const visible = stops.filter(shown);
    if (!visible.length) return;
    let at = visible.indexOf(stops[now]);
    at = at < 0 ? (step > 0 ? 0 : visible.length - 1) : (at + step + visible.length) % visible.length;
    const next = visible[at];
    stops[now]?.setAttribute("tabindex", "-1");
    now = stops.indexOf(next);
    next.setAttribute("tabindex", "0");
    next.scrollIntoView({ block: "center" });
    next.focus({ preventScroll: true });
    count();
  }

  function show(mark) {
    tip.replaceChildren(...kinds(mark).map(kind => {
      const line = document.createElement("p");
      for (const node of kind.childNodes) line.append(node.cloneNode(true));
      return line;
    }));
    tip.hidden = false;
    for (const other of all("a.e.on")) other.classList.remove("on");
    mark.classList.add("on");
    partner.get(mark)?.classList.add("on");
    const at = mark.getBoundingClientRect(), box = tip.getBoundingClientRect();
    const below = at.bottom + 10 + box.height < innerHeight;
    tip.style.left = Math.max(12, Math.min(at.left, innerWidth - box.width - 12)) + "px";
    tip.style.top = (below ? at.bottom + 10 : Math.max(8, at.top - box.height - 10)) + "px";
  }
  function hide() {
    tip.hidden = true;
    for (const mark of all("a.e.on")) mark.classList.remove("on");
  }

  document.addEventListener("pointerover", event => {
    const mark = event.target.closest?.("a.e:not(.off)");
    if (mark) show(mark); else if (!document.activeElement?.matches("a.e")) hide();
  });
  document.addEventListener("focusin", event => event.target.matches("a.e:not(.off)") ? show(event.target) : hide());
  document.addEventListener("scroll", () => document.activeElement?.matches("a.e") ? show(document.activeElement) : hide(), { passive: true });
  document.addEventListener("click", event => {
    const step = event.target.closest?.("[data-step]"), mark = event.target.closest?.("a.e");
    if (step) go(Number(step.dataset.step));
    if (mark) {
      event.preventDefault();
      const left = mark.closest(".raw") ? mark : partner.get(mark);
      now = stops.indexOf(left);
      mark.focus({ preventScroll: true });
      count();
    }
  });
  document.addEventListener("change", event => {
    const { filter: name } = event.target.dataset;
    if (!name) return;
    if (event.target.type === "checkbox") filter[name][event.target.checked ? "delete" : "add"](event.target.value);
    else filter[name] = event.target.value;
    apply();
  });
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("select,input[type=text]")) return;
    if (event.key === "n" || event.key === "j") go(1);
    else if (event.key === "p" || event.key === "k") go(-1);
    else if (event.key === "Escape") { hide(); document.activeElement?.blur(); }
    else if (event.key === "Enter" && document.activeElement?.matches("a.e")) {
      event.preventDefault();
      const kind = kinds(document.activeElement)[0];
      kind.closest("details").open = true;
      kind.scrollIntoView({ block: "center" });
      kind.focus({ preventScroll: true });
    }
  });
  stops[0]?.matches("a.e") && stops[0].setAttribute("tabindex", "0");
  apply();
})();
