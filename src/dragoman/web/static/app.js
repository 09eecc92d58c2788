// Everything works without this file. It adds what makes looking quicker: suggestions while one types, and moving
// about in maps.
"use strict";

// --- suggestions ---------------------------------------------------------------------------------

for (const input of document.querySelectorAll("input[data-suggest]")) suggestFor(input);

function suggestFor(input) {
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = `${input.id}-suggestions`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  const box = document.createElement("span");
  box.className = "suggesting";
  input.replaceWith(box);
  box.append(input, list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  let chosen = -1;
  let asked = "";
  let waiting = 0;

  function show(found) {
    list.replaceChildren(...found.map((one, at) => {
      const item = document.createElement("li");
      item.id = `${list.id}-${at}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.textContent = one.label;
      item.dataset.value = one.value;
      item.dataset.href = one.href;
      item.addEventListener("mousedown", (event) => { event.preventDefault(); take(item); });
      return item;
    }));
    chosen = -1;
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    input.removeAttribute("aria-activedescendant");
  }

  function take(item) {
    if (input.type === "search") { window.location.href = item.dataset.href; return; }
    input.value = item.dataset.value;
    show([]);
  }

  function mark(at) {
    const items = [...list.children];
    if (!items.length) return;
    chosen = (at + items.length) % items.length;
    items.forEach((item, number) => item.setAttribute("aria-selected", String(number === chosen)));
    input.setAttribute("aria-activedescendant", items[chosen].id);
  }

  async function ask() {
    const words = input.value.trim();
    if (words === asked) return;
    asked = words;
    if (words.length < 2) { show([]); return; }
    const address = new URL(input.dataset.suggest, window.location.href);
    address.searchParams.set("q", words);
    try {
      const answer = await fetch(address);
      if (answer.ok && asked === words) show(await answer.json());
    } catch { show([]); }
  }

  input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(ask, 120); });
  input.addEventListener("blur", () => show([]));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") { mark(chosen + 1); event.preventDefault(); }
    else if (event.key === "ArrowUp") { mark(chosen - 1); event.preventDefault(); }
    else if (event.key === "Escape") { show([]); }
    else if (event.key === "Enter" && chosen >= 0) { event.preventDefault(); take(list.children[chosen]); }
  });
}

// --- maps: wheel with Ctrl, two buttons, dragging ------------------------------------------------

for (const map of document.querySelectorAll("svg.m-world, svg.m-trip")) movable(map);

function movable(map) {
  const whole = map.viewBox.baseVal;
  const home = [whole.x, whole.y, whole.width, whole.height];
  let view = [...home];
  const set = () => map.setAttribute("viewBox", view.map((one) => one.toFixed(1)).join(" "));

  function zoom(by, x = 0.5, y = 0.5) {
    const wide = Math.min(home[2], Math.max(home[2] / 12, view[2] * by));
    const high = home[3] * wide / home[2];
    view = [view[0] + (view[2] - wide) * x, view[1] + (view[3] - high) * y, wide, high];
    keep();
  }
  function keep() {
    view[0] = Math.min(Math.max(view[0], home[0]), home[0] + home[2] - view[2]);
    view[1] = Math.min(Math.max(view[1], home[1]), home[1] + home[3] - view[3]);
    set();
  }

  const buttons = document.createElement("p");
  buttons.className = "zoom";
  for (const [label, by] of [["Closer", 0.6], ["Farther", 1 / 0.6]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", () => zoom(by));
    buttons.append(button);
  }
  map.before(buttons);

  map.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const box = map.getBoundingClientRect();
    zoom(event.deltaY < 0 ? 0.8 : 1.25, (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  }, { passive: false });

  let from = null;
  let moved = false;
  map.addEventListener("pointerdown", (event) => { from = [event.clientX, event.clientY, ...view]; moved = false; });
  window.addEventListener("pointerup", () => { from = null; });
  map.addEventListener("pointermove", (event) => {
    if (!from || view[2] >= home[2]) return;
    const box = map.getBoundingClientRect();
    const dx = event.clientX - from[0];
    const dy = event.clientY - from[1];
    moved = moved || Math.abs(dx) + Math.abs(dy) > 4;
    view = [from[2] - dx * view[2] / box.width, from[3] - dy * view[3] / box.height, view[2], view[3]];
    keep();
  });
  map.addEventListener("click", (event) => { if (moved) event.preventDefault(); }, true);
  map.addEventListener("dragstart", (event) => event.preventDefault());
}
