// SPDX-License-Identifier: MIT
// The program's own decision, compiled to WebAssembly (src/wasm/): the same code as `stayorgo rescore`.
//
//   const judge = await openJudge(report);          null: the page has no module
//   judge.decide([["admin", 3]])                    {report, words}, as rescore --set admin=3 gives it
//
// Places, findings and routes do not decide anything: they are left out on the way there, so that a
// large report is no slower than a small one.

const encode = (text) => new TextEncoder().encode(text);

async function unpack(base64) {
  const packed = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

const empty = (object) => Object.fromEntries(["findings", "routes"].filter((key) => key in object).map((key) => [key, []]));

// What decides, without what only shows.
function lean(report) {
  const project = (one) => ({
    ...one,
    frameworks: one.frameworks.map((use) => ({ ...use, evidence: [] })),
    signals: one.signals.map((signal) => ({ ...signal, evidence: signal.evidence.slice(0, 1) })),
    ...empty(one),
  });
  return { ...report, projects: report.projects.map(project), ...empty(report) };
}

function imports() {
  // A module that ends itself has met a mistake of ours; it has nothing else to ask of its host.
  const end = () => { throw new Error("the module gave up"); };
  const nothing = () => 0;
  return { wasi_snapshot_preview1: new Proxy({}, { get: (_, name) => (name === "proc_exit" ? end : nothing) }) };
}

export async function openJudge(report, base64) {
  if (!base64) return null;
  const wanted = imports();
  const module = await WebAssembly.compile(await unpack(base64));
  const needed = { wasi_snapshot_preview1: {} };
  for (const { name } of WebAssembly.Module.imports(module)) needed.wasi_snapshot_preview1[name] = wanted.wasi_snapshot_preview1[name];
  const { exports: c } = await WebAssembly.instantiate(module, needed);
  c._initialize?.();

  const put = (text) => {
    const bytes = encode(text);
    const at = c.page_judge_room(bytes.length);
    new Uint8Array(c.memory.buffer, at, bytes.length).set(bytes);
    return [at, bytes.length];
  };
  const take = (at, length) => new TextDecoder().decode(new Uint8Array(c.memory.buffer, at, length));
  const says = () => take(c.page_judge_text(), c.page_judge_length());

  if (!c.page_judge_open(...put(JSON.stringify(lean(report))))) throw new Error(says());

  return {
    decide(settings) {
      c.page_judge_clear();
      for (const [name, value] of settings)
        if (!c.page_judge_set(...put(name), value)) throw new Error(`there is no weight ${name}`);
      if (!c.page_judge_decide()) throw new Error(says());
      const [decided, words] = says().split("\0");
      return { report: JSON.parse(decided), words: JSON.parse(words) };
    },
  };
}
