// The page's side of what stands beside a viewer: a bar of choices, a table, a gallery, a frame for Bokeh's plots.
// Loaded by anywidget as it is. The kernel writes `state`, the page asks by messages; text is always a text node.

const h = (tag, props = {}, ...children) => {
  const node = document.createElement(tag);
  const { on = {}, ...attributes } = props;
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  for (const [type, handler] of Object.entries(on)) node.addEventListener(type, handler);
  node.append(...children);
  return node;
};

const setText = (node, text) => {
  if (node.textContent !== text) node.textContent = text;
};

/** Light or dark, as the notebook says, else as the system prefers; returns what ends it. */
function followTheme(apply) {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const look = () => {
    const { jpThemeLight, vscodeThemeKind } = document.body.dataset;
    if (jpThemeLight) apply(jpThemeLight === "false");
    else apply(vscodeThemeKind ? !vscodeThemeKind.includes("light") : system.matches);
  };
  const observer = new MutationObserver(look);
  observer.observe(document.body, { attributeFilter: ["data-jp-theme-light", "data-jp-theme-name", "data-vscode-theme-kind"] });
  system.addEventListener("change", look);
  look();
  return () => {
    observer.disconnect();
    system.removeEventListener("change", look);
  };
}

// --- the bar ---------------------------------------------------------------------------------------------------------

const AXES = { x: "x", y: "y", color: "colour", histogram: "histogram" };

/** What stands beside the choice of a column: what is asked for, of which axis, its face and what it does. */
const WAYS = {
  x: [["log", "x", "log", "Logarithmic x axis"], ["reverse", "x", "\u21c6", "Reversed x axis"]],
  y: [["log", "y", "log", "Logarithmic y axis"], ["reverse", "y", "\u21c5", "Reversed y axis"]],
  color: [],
  histogram: [["log", "histogram", "log", "Logarithmic histogram axis"], ["log", "counts", "log N", "Logarithmic counts"]],
};

function bar(model, root) {
  const ask = (content) => model.send(content);
  const field = h("input", {
    class: "iv-input ivx-filter", type: "text", spellcheck: "false", autocomplete: "off",
    placeholder: "~flag_saturated & (snr > 5)", "aria-label": "Filter", "aria-describedby": "",
    on: {
      change: () => ask({ ask: "filter", text: field.value }),
      keydown: (event) => {
        // The notebook has keys of its own.
        event.stopPropagation();
        if (event.key === "Enter") ask({ ask: "filter", text: field.value });
        if (event.key === "Escape") {
          field.value = "";
          ask({ ask: "filter", text: "" });
        }
      },
    },
  });
  const error = h("span", { class: "ivx-error", role: "alert", hidden: true });
  const counts = h("span", { class: "ivx-counts", "aria-live": "polite" });
  const notes = h("span", { class: "iv-muted ivx-notes" });
  const clear = h("button", { class: "iv-link", type: "button", on: { click: () => ask({ ask: "clear" }) } }, "Clear selection");
  const selects = Object.fromEntries(Object.keys(AXES).map((axis) => [axis, h("select", {
    class: "iv-input ivx-select", "aria-label": AXES[axis],
    on: { change: () => ask({ ask: "axis", axis, column: selects[axis].value || null }) },
  })]));
  const ways = [];
  const way = ([how, axis, face, label]) => {
    const node = h("button", {
      class: "ivx-way", type: "button", "aria-label": label, title: label,
      on: { click: () => ask({ ask: how, axis, on: node.getAttribute("aria-pressed") !== "true" }) },
    }, face);
    ways.push({ node, how, axis });
    return node;
  };
  root.classList.add("ivx-bar");
  root.append(
    h("label", { class: "ivx-label" }, "Filter", field), error,
    ...Object.entries(selects).map(([axis, select]) => h("span", { class: "ivx-axis" },
      h("label", { class: "ivx-label" }, AXES[axis], select), ...WAYS[axis].map(way))),
    h("span", { class: "ivx-told" }, counts, clear, notes),
  );
  let offered = "";
  const draw = () => {
    const state = model.get("state");
    const columns = state.columns ?? [];
    const offer = JSON.stringify([columns, state.axes]);
    if (offer !== offered) {
      offered = offer;
      for (const [axis, select] of Object.entries(selects)) {
        const none = axis === "color" ? [h("option", { value: "" }, "\u2014")] : [];
        // What is plotted may be an expression that no list has.
        const own = state.axes?.[axis];
        const names = !own || columns.includes(own) ? columns : [own, ...columns];
        select.replaceChildren(...none, ...names.map((name) => h("option", { value: name }, name)));
      }
    }
    for (const [axis, select] of Object.entries(selects)) select.value = state.axes?.[axis] ?? "";
    for (const { node, how, axis } of ways) node.setAttribute("aria-pressed", String(Boolean(state[how]?.includes(axis))));
    if (document.activeElement !== field || !state.error) field.value = state.filter ?? "";
    field.setAttribute("aria-invalid", String(Boolean(state.error)));
    // The lines that follow point at the place, in a font that is not at hand here.
    setText(error, (state.error ?? "").split("\n")[0]);
    error.title = state.error ?? "";
    error.hidden = !state.error;
    setText(counts, state.counts ?? "");
    setText(notes, state.notes ?? "");
    clear.disabled = !state.selected;
  };
  return draw;
}

// --- the table -------------------------------------------------------------------------------------------------------

function pager(ask) {
  const told = h("span", { class: "iv-muted ivx-page" });
  const button = (label, text, by) => h("button", {
    class: "ivx-step", type: "button", "aria-label": label, title: label, on: { click: () => ask({ ask: "page", by }) },
  }, text);
  const back = button("Previous page", "\u2039", -1);
  const on = button("Next page", "\u203a", 1);
  return {
    node: h("span", { class: "ivx-pager" }, back, told, on),
    draw({ first = 0, count = 0, total = 0 }) {
      const number = (n) => n.toLocaleString("en-US");
      setText(told, total ? `${number(first + 1)}\u2013${number(first + count)} of ${number(total)}` : "none");
      back.disabled = first === 0;
      on.disabled = first + count >= total;
    },
  };
}

function table(model, root) {
  const ask = (content) => model.send(content);
  const head = h("tr");
  const body = h("tbody");
  const pages = pager(ask);
  const only = h("input", { type: "checkbox", on: { change: () => ask({ ask: "only", on: only.checked }) } });
  const scroll = h("div", { class: "ivx-scroll", tabindex: "0" }, h("table", { class: "ivx-table", "aria-multiselectable": "true", role: "grid" }, h("thead", {}, head), body));
  root.classList.add("ivx-card");
  root.append(h("div", { class: "ivx-head" }, h("b", {}, "Table"), h("label", { class: "ivx-only" }, only, "selected only"),
    h("span", { class: "iv-spring" }), pages.node), scroll);
  const pick = (event, row) => {
    const mode = event.shiftKey ? "range" : event.ctrlKey || event.metaKey ? "toggle" : "replace";
    ask({ ask: "pick", row, mode });
  };
  body.addEventListener("mousedown", (event) => {
    // A range of rows is selected, not their text.
    if (event.shiftKey) event.preventDefault();
  });
  const onRow = (action) => (event) => {
    const line = event.target.closest("tr");
    if (line) action(event, Number(line.dataset.row));
  };
  body.addEventListener("click", onRow(pick));
  body.addEventListener("dblclick", onRow((_, row) => ask({ ask: "center", row })));
  body.addEventListener("keydown", onRow((event, row) => {
    const line = event.target.closest("tr");
    const to = { ArrowDown: line.nextSibling, ArrowUp: line.previousSibling }[event.key];
    if (to) to.focus();
    else if (event.key === "Enter" || event.key === " ") pick(event, row);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }));
  let titles = "";
  let shown = null;
  return () => {
    const { columns = [], order = null, rows = [], first = 0, total = 0, onlySelected = false, text = "" } = model.get("state");
    const key = JSON.stringify([columns, order]);
    if (key !== titles) {
      titles = key;
      head.replaceChildren(...columns.map(({ name, label, number }) => {
        const sorted = order?.column === name ? (order.descending ? "descending" : "ascending") : "none";
        const mark = { ascending: " \u25b4", descending: " \u25be", none: "" }[sorted];
        return h("th", { "aria-sort": sorted, "data-number": number }, h("button", {
          type: "button", title: `Sort by ${label}`, on: { click: () => ask({ ask: "sort", column: name }) },
        }, `${label}${mark}`));
      }));
    }
    body.replaceChildren(...rows.map(({ row, selected, cells }) => h("tr", {
      "data-row": row, tabindex: "-1", "aria-selected": String(selected),
    }, ...cells.map((cell, i) => h("td", { "data-number": columns[i]?.number, title: cell }, cell)))));
    if (!rows.length) body.append(h("tr", {}, h("td", { class: "iv-muted", colspan: columns.length || 1 }, text)));
    only.checked = onlySelected;
    pages.draw({ first, count: rows.length, total });
    // Another page begins at its top, or at the first row that is selected.
    const page = `${first} ${titles} ${onlySelected}`;
    const chosen = body.querySelector('[aria-selected="true"]');
    const view = scroll.getBoundingClientRect();
    const box = chosen?.getBoundingClientRect();
    if (page !== shown) scroll.scrollTop = 0;
    if (box && (box.top < view.top + 22 || box.bottom > view.bottom) && !body.contains(document.activeElement)) {
      scroll.scrollTop += box.top - view.top - view.height / 3;
    }
    shown = page;
  };
}

// --- the gallery -----------------------------------------------------------------------------------------------------

function gallery(model, root) {
  const ask = (content) => model.send(content);
  const pages = pager(ask);
  const size = h("span", { class: "iv-muted" });
  const zoom = (label, text, by) => h("button", {
    class: "ivx-step", type: "button", "aria-label": label, title: label, on: { click: () => ask({ ask: "size", by }) },
  }, text);
  const grid = h("div", { class: "ivx-cutouts" });
  root.classList.add("ivx-card");
  root.append(h("div", { class: "ivx-head" }, h("b", {}, "Cutouts"), zoom("Smaller cutouts", "\u2212", 0.5), size,
    zoom("Larger cutouts", "+", 2), h("span", { class: "iv-spring" }), pages.node), grid);
  let urls = [];
  const forget = () => {
    for (const url of urls) URL.revokeObjectURL(url);
    urls = [];
  };
  const draw = () => {
    const { cutouts = [], first = 0, total = 0, fov = 0, text = "" } = model.get("state");
    const old = urls;
    urls = [];
    grid.replaceChildren(...cutouts.map(({ row, label, png }) => {
      const url = URL.createObjectURL(new Blob([png], { type: "image/png" }));
      urls.push(url);
      return h("button", {
        class: "ivx-cutout", type: "button", title: `Centre the viewer on ${label}`, "data-row": row,
        on: { click: () => ask({ ask: "center", row }) },
      }, h("img", { src: url, alt: `cutout of ${label}`, draggable: "false" }), h("span", {}, label));
    }));
    if (!cutouts.length) grid.append(h("p", { class: "iv-quiet" }, text));
    setText(size, fov ? `${fov} px` : "");
    pages.draw({ first, count: cutouts.length, total });
    for (const url of old) URL.revokeObjectURL(url);
  };
  return Object.assign(draw, { end: forget });
}

// --- the plots -------------------------------------------------------------------------------------------------------

const bokeh = Symbol.for("imgview.bokeh");
const gpu = Symbol.for("imgview.gpu");
/** Properties that the kernel wants to hear of; Bokeh would tell of every frame of a drag. */
const TOLD = new Set(["inner_width", "inner_height", "mode"]);

/** Whether there is a GPU: without one Bokeh draws faster on a plain canvas, and does if its WebGL part is missing. */
function hasGpu() {
  if (globalThis[gpu] !== undefined) return globalThis[gpu];
  const gl = document.createElement("canvas").getContext("webgl2");
  const names = gl?.getExtension("WEBGL_debug_renderer_info");
  const name = gl ? String(gl.getParameter(names?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER)) : "";
  gl?.getExtension("WEBGL_lose_context")?.loseContext();
  globalThis[gpu] = name !== "" && !/swiftshader|llvmpipe|software/i.test(name);
  return globalThis[gpu];
}

/** BokehJS from the kernel, once a page: nothing is fetched from anywhere else. */
function loadBokeh(model) {
  if (globalThis.Bokeh) return Promise.resolve();
  globalThis[bokeh] ??= new Promise((resolve, reject) => {
    const receive = async (content, buffers) => {
      if (content.kind !== "bokeh") return;
      model.off("msg:custom", receive);
      try {
        for (const packed of hasGpu() ? buffers : buffers.slice(0, 1)) {
          const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
          const url = URL.createObjectURL(new Blob([await new Response(stream).text()], { type: "text/javascript" }));
          await new Promise((loaded, failed) => {
            document.head.append(h("script", { src: url, on: { load: loaded, error: () => failed(new Error("BokehJS did not load")) } }));
          });
          URL.revokeObjectURL(url);
        }
        resolve();
      } catch (error) {
        globalThis[bokeh] = undefined;
        reject(error);
      }
    };
    model.on("msg:custom", receive);
    model.send({ ask: "bokeh" });
  });
  return globalThis[bokeh];
}

/** A colour of the page as #rrggbb: Bokeh does not know all that CSS knows. */
function hex(root, name) {
  const probe = h("span", { style: `color: var(${name})` });
  root.append(probe);
  const context = new OffscreenCanvas(1, 1).getContext("2d");
  context.fillStyle = getComputedStyle(probe).color;
  context.fillRect(0, 0, 1, 1);
  probe.remove();
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

/** Colours of a Bokeh document, from those of the page. */
function dress(document_, root) {
  const [color, soft] = ["--iv-text", "--iv-muted"].map((name) => hex(root, name));
  for (const model of document_._all_models.values()) {
    const has = (name) => name in model.properties;
    const set = {};
    if (has("axis_label_text_color")) Object.assign(set, { axis_label_text_color: color, major_label_text_color: color });
    if (has("axis_line_color")) Object.assign(set, { axis_line_color: soft, major_tick_line_color: soft });
    if (has("color_mapper") && has("title_text_color")) {
      Object.assign(set, { title_text_color: color, major_label_text_color: color, major_tick_line_color: soft });
    }
    if (Object.keys(set).length) model.setv(set, { sync: false });
  }
}

function plots(model, root) {
  const message = h("p", { class: "iv-quiet", role: "status" }, "Plots are on their way \u2026");
  const place = h("div", { class: "ivx-plots" });
  root.classList.add("ivx-card", "ivx-plotcard");
  root.append(message, place);
  const ticket = Math.random().toString(36).slice(2);
  let view = null;
  let ended = false;
  const failed = (text) => {
    message.hidden = false;
    message.setAttribute("role", "alert");
    setText(message, text);
  };
  const opened = async (content) => {
    if (content.kind !== "opened" || content.ticket !== ticket) return;
    model.off("msg:custom", opened);
    try {
      const child = await model.widget_manager.get_model(content.model);
      view = await model.widget_manager.create_view(child);
    } catch (error) {
      console.error("imgview: the plots cannot be shown", error);
      return failed("Plots need jupyter_bokeh beside JupyterLab: install it there, restart JupyterLab and reload the page.");
    }
    const pass = view._change_event?.bind(view);
    if (pass) {
      view._change_event = (event) => {
        if (event.kind === "MessageSent" || (event.kind === "ModelChanged" && TOLD.has(event.attr))) pass(event);
      };
    }
    if (ended) return view.remove();
    message.hidden = true;
    place.replaceChildren(view.el);
    repaint();
    model.send({ ask: "seen", ticket });
  };
  const repaint = () => {
    if (view?._document?._all_models) dress(view._document, root);
  };
  model.on("msg:custom", opened);
  loadBokeh(model).then(() => ended || model.send({ ask: "open", ticket, gpu: hasGpu() }), (error) => {
    console.error("imgview: BokehJS cannot be loaded", error);
    failed("Plots cannot be shown: the page did not take BokehJS.");
  });
  root.addEventListener("ivx-theme", repaint);
  const draw = () => {
    const { height = 600 } = model.get("state");
    root.style.height = `${height}px`;
    // What the kernel has drawn anew is in its own colours.
    requestAnimationFrame(repaint);
  };
  const end = () => {
    ended = true;
    model.off("msg:custom", opened);
    model.send({ ask: "gone", ticket });
    view?.remove();
  };
  return Object.assign(draw, { end });
}

const KINDS = { bar, table, gallery, plots };

export default {
  render({ model, el }) {
    const root = h("div", { class: "imgview ivx" });
    el.append(root);
    // The notebook must not take what is typed or dragged here for its own.
    el.classList.add("ivx-host");
    el.setAttribute("data-lm-suppress-shortcuts", "true");
    const endTheme = followTheme((dark) => {
      root.dataset.theme = dark ? "dark" : "light";
      root.dispatchEvent(new Event("ivx-theme"));
    });
    const draw = KINDS[model.get("kind")](model, root);
    model.on("change:state", draw);
    draw();
    return () => {
      model.off("change:state", draw);
      draw.end?.();
      endTheme();
      root.remove();
    };
  },
};
