#!/usr/bin/env node
// oxlint-disable max-lines -- one file, so that an auditor can take it along and read it whole
// Checks an access log of Haltija, one line of it, a receipt or a sample, without Haltija: this file needs Node 20 or newer
// and nothing else.
//
//   node verify-log.mjs FILE [--key KEY] [--checkpoints FILE-OR-FOLDER]... [--witness KEY]... [--json]
//
// FILE is what `haltija log export --format tree` wrote, a .tlog-proof, or a .haltija-receipt. KEY is the log's verifier key, noted from the
// controller at an earlier time; checkpoints are those kept elsewhere (the anchor folder); a witness's key is had from its keeper.
// Exit code: 0 as it was written; 1 something is wrong; 2 it could not be checked.
import crypto from 'node:crypto';
import {
  closeSync,
  createReadStream,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

// --- core: the same text stands in verify-log.html; it knows neither Node nor a browser
const encoder = new TextEncoder();
const decoder = new TextDecoder();
const exportFormat = 'haltija-log-export-1';
const proofFormat = 'c2sp.org/tlog-proof@v1';
const receiptFormat = 'haltija-receipt-1';
const leafPrefix = 'haltija-log-1\n';
const tileWidth = 256;
const mostTold = 100;
const mostShown = 1000;
const mostDrawn = 10_000;

function fromBase64(text) {
  const signs = atob(text);
  const bytes = new Uint8Array(signs.length);
  for (let at = 0; at < signs.length; at += 1) bytes[at] = signs.charCodeAt(at);
  return bytes;
}

/** A hash is a string here, a character a byte: such are compared and made several times as fast as arrays. */
function toText(bytes) {
  return String.fromCharCode(...bytes);
}

/** RFC 9162: leaf = H(0 ‖ data), node = H(1 ‖ left ‖ right). */
function createHashes(sha256) {
  const pair = new Uint8Array(65);
  pair[0] = 1;
  const prefix = encoder.encode(`\0${leafPrefix}`);
  let scratch = new Uint8Array(4096);
  return {
    node(left, right) {
      for (let at = 0; at < 32; at += 1) {
        pair[at + 1] = left.charCodeAt(at);
        pair[at + 33] = right.charCodeAt(at);
      }
      return sha256(pair);
    },
    leaf(data) {
      const whole = new Uint8Array(data.length + 1);
      whole.set(data, 1);
      return sha256(whole);
    },
    /** Of a line as it stands in an export: without the prefix it was hashed with. */
    line(text) {
      const length = text.length + prefix.length;
      if (scratch.length < length) scratch = new Uint8Array(length * 2);
      if (scratch[1] === 0) scratch.set(prefix);
      scratch.set(text, prefix.length);
      return sha256(scratch.subarray(0, length));
    },
  };
}

// The numbers that C2SP gives to Ed25519: of a log's signature, and of a witness's cosignature.
const logMark = 1;
const witnessMark = 4;

/** C2SP signed-note: name, key id and public key of a verifier key. */
function readKey(text, sha256, mark = logMark) {
  const parts = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text.trim());
  if (!parts) return undefined;
  const [, name, id, encoded] = parts;
  let bytes;
  try {
    bytes = fromBase64(encoded);
  } catch {
    return undefined;
  }
  if (bytes.length !== 33 || bytes[0] !== mark) return undefined;
  const named = sha256(new Uint8Array([...encoder.encode(`${name}\n`), ...bytes])).slice(0, 4);
  if ([...named].map((sign) => sign.charCodeAt(0).toString(16).padStart(2, '0')).join('') !== id)
    return undefined;
  return { text: text.trim(), name, id: named, raw: bytes.subarray(1) };
}

/** C2SP tlog-checkpoint, not yet verified. */
function readCheckpoint(note) {
  const parts =
    /^((\S+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n(?:[^\n]+\n)*)\n((?:\u2014 \S+ \S+\n)+)$/.exec(note);
  if (!parts) return undefined;
  const [, text, origin, size, root, lines] = parts;
  const signatures = lines
    .trimEnd()
    .split('\n')
    .map((line) => line.split(' '))
    .map(([, name, encoded]) => ({ name, bytes: fromBase64(encoded) }));
  return { note, text, origin, size: Number(size), root: atob(root), signatures };
}

async function isSigned(checkpoint, key, verifySignature) {
  if (!checkpoint || checkpoint.origin !== key.name) return false;
  for (const { name, bytes } of checkpoint.signatures) {
    if (name !== key.name || toText(bytes.subarray(0, 4)) !== key.id) continue;
    if (await verifySignature(key.raw, encoder.encode(checkpoint.text), bytes.subarray(4))) return true;
  }
  return false;
}

/** What a witness put below a checkpoint (C2SP tlog-cosignature): when it saw that the log only grew until there. */
function readCosignature({ name, bytes }) {
  if (bytes.length !== 4 + 8 + 64) return undefined;
  const seconds = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(4));
  // Later than any Date, it is no moment.
  if (seconds > 8_640_000_000_000) return undefined;
  return { name, id: toText(bytes.subarray(0, 4)), seconds, signature: bytes.subarray(12) };
}

/** Witnesses below checkpoints: each with the largest size it signed for, checked where its key is given. */
function createWitnesses({ sha256, verifySignature }, given, tell) {
  const keys = new Map();
  for (const text of given ?? []) {
    const key = readKey(text, sha256, witnessMark);
    if (!key) throw new Error('no key of a witness');
    keys.set(key.name, key);
  }
  const found = new Map();
  return {
    async take(checkpoint) {
      for (const line of checkpoint.signatures) {
        const cosignature = line.name === checkpoint.origin ? undefined : readCosignature(line);
        if (!cosignature) continue;
        const { name, id, seconds, signature } = cosignature;
        const key = keys.get(name);
        if (key) {
          const text = encoder.encode(`cosignature/v1\ntime ${seconds}\n${checkpoint.text}`);
          if (id !== key.id || !(await verifySignature(key.raw, text, signature))) {
            tell('cosignature-forged', checkpoint.size);
            continue;
          }
        }
        const { size } = checkpoint;
        const at = new Date(seconds * 1000).toISOString();
        if ((found.get(name)?.size ?? -1) < size)
          found.set(name, { name, size, at, checked: key !== undefined });
      }
    },
    finish() {
      for (const name of keys.keys()) if (!found.has(name)) tell('not-cosigned', null, name);
      return [...found.values()];
    },
  };
}

/** Signed notes that stand one after the other, as in a file of an anchor folder. */
function splitNotes(given) {
  // A letter may have been saved with the line ends of mail.
  const text = given.replaceAll('\r\n', '\n');
  return [...text.matchAll(/(\S+\n\d+\n[A-Za-z0-9+/]{43}=\n(?:[^\n]+\n)*\n(?:\u2014 \S+ \S+\n)+)/g)].map(
    ([note]) => note,
  );
}

/**
 * Takes an export line by line, in bytes without the line end. What it finds: `changed`, `moved`, `doubled`, `dropped`,
 * `put-in` lines; `tree-altered`: the hashes are not those signed; `checkpoint-forged`; `rolled-back` and `rewritten`: not the
 * log that a checkpoint kept elsewhere was signed for; `not-signed`: no checkpoint is signed for all its lines; `pruned-unsaid`;
 * `ends-early`; `not-readable`; `other-key`; of a witness whose key is given `cosignature-forged` and `not-cosigned`.
 */
function createExportCheck(tools, given = {}) {
  const { sha256, verifySignature } = tools;
  const hashes = createHashes(sha256);
  const entryStart = encoder.encode('{"act":"');
  const pruneStart = encoder.encode('{"act":"sweep","action":"erase"');
  const problems = [];
  const found = { kind: 'export', bad: 0, problems, size: 0, lines: 0, checkpoints: 0, prunedUntil: 0 };
  const tiles = [];
  const witnesses = createWitnesses(tools, given.witnesses, tell);
  const strays = [];
  const notes = [];
  const due = new Map();
  const subtrees = [];
  let appended = 0;
  let place = 0;
  let lastGood = 0;
  let header;
  let key;
  let ended = false;
  let prunedSaid = 0;

  function tell(problem, at, entry = null, other = null) {
    found.bad += 1;
    if (problems.length < mostTold) problems.push({ problem, place: at, entry, other });
  }
  const startsWith = (bytes, start) => {
    for (let at = 0; at < start.length; at += 1) if (bytes[at] !== start[at]) return false;
    return true;
  };
  const rootNow = () =>
    subtrees.length === 0
      ? sha256(new Uint8Array(0))
      : subtrees.reduceRight((right, left) => hashes.node(left, right));

  function append(hash) {
    let node = hash;
    for (let rest = appended; rest % 2 === 1; rest = (rest - 1) / 2) node = hashes.node(subtrees.pop(), node);
    subtrees.push(node);
    appended += 1;
    const waiting = due.get(appended);
    if (!waiting) return;
    due.delete(appended);
    const root = rootNow();
    for (const { checkpoint, kept } of waiting) {
      if (checkpoint.root === root) {
        if (lastGood !== null) lastGood = appended;
      } else if (kept) tell('rewritten', appended);
      else if (lastGood !== null) {
        tell('tree-altered', appended, null, lastGood);
        lastGood = null;
      }
    }
  }

  function noteDue(note, kept) {
    const checkpoint = readCheckpoint(note);
    notes.push({ checkpoint, kept });
    if (!checkpoint) return;
    const list = due.get(checkpoint.size);
    if (list) list.push({ checkpoint, kept });
    else due.set(checkpoint.size, [{ checkpoint, kept }]);
  }

  function begin(value) {
    header = value;
    if (value.format !== exportFormat) throw new Error('not an export');
    found.size = value.size;
    found.prunedUntil = value.prunedUntil;
    found.madeAt = value.madeAt;
    found.checkpoint = value.checkpoint;
    found.verifierKey = value.verifierKey;
    key = readKey(given.key ?? value.verifierKey, sha256);
    if (!key) throw new Error('no verifier key');
    found.keyGiven = given.key !== undefined;
    if (found.keyGiven && key.text !== value.verifierKey) tell('other-key', null);
    for (const note of given.checkpoints ?? []) noteDue(note, true);
    if (value.checkpoint !== null) noteDue(value.checkpoint, false);
    place = value.prunedUntil;
  }

  const hashAt = (at) => {
    const tile = tiles[Math.floor(at / tileWidth)];
    const from = (at % tileWidth) * 32;
    return tile !== undefined && from + 32 <= tile.length ? tile.slice(from, from + 32) : undefined;
  };

  function standAt(hash, bytes, id) {
    const at = place;
    place += 1;
    found.lines += 1;
    const wanted = hashAt(at);
    if (wanted === hash) {
      if (header.prunedUntil > 0 && startsWith(bytes, pruneStart)) notePruning(bytes);
      return;
    }
    strays.push({ at, hash, id: id ?? idOf(bytes) });
  }

  function notePruning(bytes) {
    const { details } = JSON.parse(decoder.decode(bytes));
    prunedSaid = Math.max(prunedSaid, (details.page ?? 0) * tileWidth);
  }

  function idOf(bytes) {
    try {
      return JSON.parse(decoder.decode(bytes)).id ?? null;
    } catch {
      return null;
    }
  }

  /** Each once and in its order: what lines are held against is what went into the root, at the same places. */
  function takeTile(index, text) {
    if (index !== tiles.length || text.length > tileWidth * 32) {
      tell('tree-altered', index * tileWidth, null, appended);
      lastGood = null;
      return;
    }
    tiles.push(text);
    for (let from = 0; from + 32 <= text.length; from += 32) append(text.slice(from, from + 32));
  }

  function readOther(value) {
    if (!header) begin(value);
    else if ('checkpoint' in value) noteDue(value.checkpoint, false);
    else if ('tile' in value) takeTile(value.tile, atob(value.hashes));
    else if ('gone' in value) {
      tell('dropped', place, value.gone);
      place += 1;
    } else if ('other' in value) {
      const bytes = fromBase64(value.bytes);
      standAt(hashes.leaf(bytes), bytes, value.other);
    } else if ('unplaced' in value) {
      strays.push({
        at: null,
        hash: hashes.leaf(fromBase64(value.bytes)),
        id: value.unplaced,
        bytes: fromBase64(value.bytes),
      });
    } else if ('end' in value) ended = true;
  }

  /** For lines that stand where another should: whose are they? */
  function settleStrays() {
    const wanted = new Map(strays.map(({ hash }) => [hash, null]));
    const astray = new Set(strays.map(({ at }) => at));
    if (strays.length > 0) {
      for (let at = 0; at < appended; at += 1) {
        const text = hashAt(at);
        if (text !== undefined && wanted.has(text)) wanted.set(text, at);
      }
    }
    for (const { at, hash, id, bytes } of strays) {
      const home = wanted.get(hash);
      if (at === null) tell(home === null && !isCopy(bytes, id) ? 'put-in' : 'doubled', null, id, home);
      else if (home === null) tell('changed', at, id);
      else tell(astray.has(home) ? 'moved' : 'doubled', at, id, home);
    }
  }

  /** A row of its own id that holds the line of another. */
  function isCopy(bytes, id) {
    const text = bytes.subarray(leafPrefix.length);
    return idOf(text) !== null && idOf(text) !== id;
  }

  return {
    line(bytes) {
      if (startsWith(bytes, entryStart)) {
        if (!header) throw new Error('not an export');
        standAt(hashes.line(bytes), bytes);
      } else readOther(JSON.parse(decoder.decode(bytes)));
    },
    progress: () => (header?.size ? place / header.size : 0),
    async finish() {
      if (!header) throw new Error('not an export');
      settleStrays();
      let isWholeSigned = header.size === 0;
      for (const { checkpoint, kept } of notes) {
        if (await isSigned(checkpoint, key, verifySignature)) {
          found.checkpoints += 1;
          isWholeSigned ||= checkpoint.size === header.size;
          await witnesses.take(checkpoint);
        } else tell(kept ? 'checkpoint-not-ours' : 'checkpoint-forged', checkpoint?.size ?? null);
      }
      found.witnesses = witnesses.finish();
      if (!isWholeSigned) tell('not-signed', header.size);
      for (const [size, waiting] of due)
        if (waiting.some(({ kept }) => kept)) tell('rolled-back', size);
        else if (size > 0 && lastGood !== null) {
          tell('tree-altered', size, null, appended);
          lastGood = null;
        }
      if (!ended || place !== header.size) tell('ends-early', place);
      // As many hashes as lines: fewer are told above, where they leave a signature without its root.
      if (appended > header.size && lastGood !== null) tell('tree-altered', appended, null, header.size);
      if (header.prunedUntil > prunedSaid || header.prunedUntil % tileWidth !== 0)
        tell('pruned-unsaid', header.prunedUntil);
      found.ok = found.bad === 0;
      return found;
    },
  };
}

/** Follows the audit path from leaf to root (RFC 9162 section 2.1.3.2). */
function rootOfPath(hashes, leaf, index, size, path) {
  let at = index;
  let last = size - 1;
  let node = leaf;
  for (const sibling of path) {
    if (last === 0) return undefined;
    if (at % 2 === 1 || at === last) {
      node = hashes.node(sibling, node);
      while (at % 2 === 0 && at !== 0) {
        at = Math.floor(at / 2);
        last = Math.floor(last / 2);
      }
    } else node = hashes.node(node, sibling);
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? node : undefined;
}

/** One line with its proof (C2SP tlog-proof, the line in `extra`). */
async function checkProof(tools, text, given = {}) {
  const { sha256, verifySignature } = tools;
  const parts =
    /^c2sp\.org\/tlog-proof@v1\nextra ([A-Za-z0-9+/=]+)\nindex (0|[1-9]\d{0,15})\n((?:[A-Za-z0-9+/]{43}=\n)*)\n([^]+)$/.exec(
      text,
    );
  const checkpoint = parts && readCheckpoint(parts[4]);
  if (!checkpoint) throw new Error('not a proof');
  const [, extra, index, path] = parts;
  const hashes = createHashes(sha256);
  const data = fromBase64(extra);
  const problems = [];
  const tell = (problem) => problems.push({ problem, place: Number(index), entry: null, other: null });
  const key = given.key === undefined ? undefined : readKey(given.key, sha256);
  if (given.key !== undefined && !key) throw new Error('no verifier key');
  // Without a key from elsewhere the proof shows that the line belongs to this checkpoint, and not whose checkpoint it is.
  if (key && !(await isSigned(checkpoint, key, verifySignature))) tell('checkpoint-not-ours');
  const siblings = path.trimEnd().split('\n').filter(Boolean).map(atob);
  const root =
    Number(index) < checkpoint.size
      ? rootOfPath(hashes, hashes.leaf(data), Number(index), checkpoint.size, siblings)
      : undefined;
  if (root !== checkpoint.root) tell('not-included');
  const line = decoder.decode(data);
  let entry = null;
  if (line.startsWith(leafPrefix)) entry = JSON.parse(line.slice(leafPrefix.length));
  const kept = (given.checkpoints ?? []).map(readCheckpoint).filter((each) => each?.size === checkpoint.size);
  if (kept.some((each) => each.root !== checkpoint.root)) tell('rewritten');
  return {
    kind: 'proof',
    ok: problems.length === 0,
    bad: problems.length,
    problems,
    size: checkpoint.size,
    place: Number(index),
    checkpoint: checkpoint.note,
    keyGiven: key !== undefined,
    entry,
  };
}
/** A last sign can be another one and mean the same bytes: that is refused, so that no sign of a file can be changed. */
function fromStrictBase64(text) {
  const bytes = fromBase64(text);
  if (btoa(toText(bytes)) !== text) throw new Error('not base64 as it is written');
  return bytes;
}

/** A signed note that is no checkpoint: its text, when the key signed it. */
async function readSigned(note, key, verifySignature) {
  const parts = /^([^]*\n)\n\u2014 (\S+) (\S+)\n$/.exec(typeof note === 'string' ? note : '');
  if (!parts) return undefined;
  const [, text, name, encoded] = parts;
  try {
    const bytes = fromStrictBase64(encoded);
    if (name !== key.name || toText(bytes.subarray(0, 4)) !== key.id) return undefined;
    const signed = await verifySignature(key.raw, encoder.encode(text), bytes.subarray(4));
    return signed ? text : undefined;
  } catch {
    return undefined;
  }
}

/** Which places of a population a seed draws: docs/operate/inspection.md says how, so that anybody can do it again. */
function drawSample(sha256, commitment, seed, count, size) {
  const whole = Number.isSafeInteger(count) && Number.isSafeInteger(size);
  if (!whole || count < 0 || count > size || count > mostDrawn) return [];
  const bytes = new Uint8Array(40);
  const key = sha256(encoder.encode(`haltija-sample-1\n${seed}\n${commitment}`));
  for (let at = 0; at < 32; at += 1) bytes[at] = key.charCodeAt(at);
  const number = new DataView(bytes.buffer);
  const all = 1n << 64n;
  const limit = all - (all % BigInt(Math.max(size, 1)));
  const drawn = new Set();
  for (let at = 0n; drawn.size < count; at += 1n) {
    number.setBigUint64(32, at);
    const digest = sha256(bytes);
    let value = 0n;
    for (let sign = 0; sign < 8; sign += 1) value = value * 256n + BigInt(digest.charCodeAt(sign));
    if (value < limit) drawn.add(Number(value % BigInt(size)));
  }
  return [...drawn];
}

/** What a receipt shows of a line must be what the line says, where the line itself is there. */
const shownAsWritten = ['at', 'action', 'act', 'task', 'purposes', 'categories', 'reason', 'refusal'];

/**
 * Takes a receipt, or a sample, line by line. Beside what an export finds: `receipt-altered`: not the lines that were signed;
 * `receipt-forged`: not signed by the key; `not-included`: a line that is not in the log at its place; `not-as-shown`: what is
 * told of a line is not what stands in it; `out-of-order`: a line doubled or moved; `not-drawn`: not what the seed draws.
 */
function createReceiptCheck(tools, given = {}) {
  const { sha256, verifySignature } = tools;
  const hashes = createHashes(sha256);
  const problems = [];
  const found = { kind: 'receipt', bad: 0, problems, size: 0, lines: 0, whole: 0, shown: [] };
  let header;
  let key;
  let chain;
  let checkpoint;
  let population;
  let drawn;
  let last = -1;
  let end;

  function tell(problem, place = null) {
    found.bad += 1;
    if (problems.length < mostTold) problems.push({ problem, place, entry: null, other: null });
  }

  function begin(value) {
    if (value.format !== receiptFormat) throw new Error('not a receipt');
    header = value;
    key = readKey(given.key ?? String(value.verifierKey), sha256);
    if (!key) throw new Error('no verifier key');
    found.keyGiven = given.key !== undefined;
    found.of = value.kind;
    found.header = value;
    found.verifierKey = value.verifierKey;
    found.checkpoint = value.checkpoint;
    if (key.text !== value.verifierKey) tell('other-key');
    checkpoint = readCheckpoint(String(value.checkpoint));
    if (!checkpoint) return tell('checkpoint-forged');
    found.size = checkpoint.size;
    if (value.kind === 'sample') beginSample(value);
  }

  /** The population as it was signed before the seed was known. */
  function beginSample(value) {
    const parts = /^haltija-population-1\n([^\n]+)\n\n/.exec(String(value.commitment));
    if (!parts) return tell('receipt-forged');
    population = JSON.parse(parts[1]);
    population.text = `haltija-population-1\n${parts[1]}\n`;
    drawn = drawSample(sha256, population.text, value.seed, value.count, population.size);
    if (drawn.length !== value.count) tell('not-drawn');
    const isOfLog = population.population === 'log';
    if (isOfLog && (checkpoint.size !== population.treeSize || checkpoint.root !== atob(population.root)))
      tell('rewritten');
  }

  function checkIncluded(leaf, at, size, root, path) {
    const siblings = Array.isArray(path) ? path.map(atob) : [];
    const fits = Number.isSafeInteger(at) && at >= 0 && at < size;
    if (!fits || rootOfPath(hashes, leaf, at, size, siblings) !== root) tell('not-included', at);
  }

  function takeLine(value) {
    const { place } = value;
    const bytes = value.leaf === undefined ? undefined : fromBase64(value.leaf);
    const leaf = bytes ? hashes.leaf(bytes) : atob(value.hash);
    checkIncluded(leaf, place, checkpoint.size, checkpoint.root, value.path);
    let entry;
    if (bytes) {
      const text = decoder.decode(bytes);
      if (text.startsWith(leafPrefix)) entry = JSON.parse(text.slice(leafPrefix.length));
      found.whole += 1;
    }
    if (entry && value.shown) {
      const same = (field) => JSON.stringify(value.shown[field]) === JSON.stringify(entry[field]);
      if (!shownAsWritten.every(same)) tell('not-as-shown', place);
    }
    return value.shown ?? entry ?? null;
  }

  function takeDrawn(value) {
    const index = drawn[found.lines];
    if (value.index !== index) return tell('not-drawn', value.index);
    if (value.gone) return tell('dropped', value.place ?? value.index);
    if (population.population === 'log') {
      if (value.place !== population.first + index) tell('not-drawn', value.place);
      return takeLine(value);
    }
    const leaf = hashes.leaf(encoder.encode(value.item));
    checkIncluded(leaf, index, population.size, atob(population.root), value.path);
    found.whole += 1;
    return JSON.parse(value.item);
  }

  function take(value) {
    if (!checkpoint) return;
    let shown;
    if (header.kind === 'sample') shown = population ? takeDrawn(value) : null;
    else {
      if (!(value.place > last)) tell('out-of-order', value.place);
      last = value.place;
      shown = takeLine(value);
    }
    found.lines += 1;
    if (found.shown.length < mostShown) found.shown.push({ place: value.place ?? value.index, shown });
  }

  return {
    line(bytes) {
      let value;
      try {
        value = JSON.parse(decoder.decode(bytes));
      } catch {
        if (!header) throw new Error('not a receipt');
        return tell('receipt-altered', last < 0 ? null : last);
      }
      if (header && 'signature' in value) {
        if (end) tell('receipt-altered');
        end = value;
        return;
      }
      if (end) tell('receipt-altered');
      const joined = new Uint8Array((chain ? 32 : 0) + bytes.length);
      for (let at = 0; chain && at < 32; at += 1) joined[at] = chain.charCodeAt(at);
      joined.set(bytes, chain ? 32 : 0);
      chain = sha256(joined);
      if (!header) return begin(value);
      try {
        take(value);
      } catch {
        tell('receipt-altered', value.place ?? null);
      }
    },
    progress: () => (header?.lines ? Math.min(found.lines / header.lines, 1) : 0),
    async finish() {
      if (!header) throw new Error('not a receipt');
      if (end) {
        const text = await readSigned(end.signature, key, verifySignature);
        if (text === undefined) tell('receipt-forged');
        else if (
          text !== `${receiptFormat}\n${header.kind}\n${end.end}\n${btoa(chain)}\n` ||
          end.end !== found.lines ||
          Object.keys(end).length !== 2
        )
          tell('receipt-altered');
      } else tell('ends-early', last);
      if (checkpoint && !(await isSigned(checkpoint, key, verifySignature)))
        tell('checkpoint-forged', checkpoint.size);
      if (population && (await readSigned(header.commitment, key, verifySignature)) !== population.text)
        tell('receipt-forged');
      if (drawn && found.lines !== drawn.length) tell('ends-early', found.lines);
      const kept = (given.checkpoints ?? []).map(readCheckpoint).filter((each) => each?.size === found.size);
      if (kept.some((each) => each.root !== checkpoint.root)) tell('rewritten', found.size);
      found.population = population;
      found.ok = found.bad === 0;
      return found;
    },
  };
}
// --- end of core

const tools = {
  // The one-shot hash is there from Node 20.12 on.
  sha256: crypto.hash
    ? (bytes) => crypto.hash('sha256', bytes, 'latin1')
    : (bytes) => crypto.createHash('sha256').update(bytes).digest('latin1'),
  verifySignature(raw, message, signature) {
    const key = crypto.createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(raw).toString('base64url') },
      format: 'jwk',
    });
    return crypto.verify(null, message, key, signature);
  },
};

/** @returns what was found in an export, a receipt, a sample or a proof. @throws for what is none of them */
export async function checkFile(path, given = {}) {
  const start = readFileStart(path);
  if (start.startsWith(proofFormat)) return checkProof(tools, readFileSync(path, 'utf8'), given);
  const check = start.includes(receiptFormat)
    ? createReceiptCheck(tools, given)
    : createExportCheck(tools, given);
  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      const line = chunk.subarray(from, end);
      const whole = rest.length === 0 ? line : Buffer.concat([rest, line]);
      if (rest.length > 0) rest = Buffer.alloc(0);
      if (whole.length > 0) check.line(whole);
      from = end + 1;
    }
    rest = Buffer.concat([rest, chunk.subarray(from)]);
  }
  return check.finish();
}

function readFileStart(path) {
  const file = openSync(path, 'r');
  try {
    const start = Buffer.alloc(60);
    return start.toString('utf8', 0, readSync(file, start));
  } finally {
    closeSync(file);
  }
}

/** @param path a file of checkpoints, or a folder of such files */
export function readNotes(path) {
  const files = statSync(path).isDirectory()
    ? readdirSync(path)
        .filter((name) => name.endsWith('.checkpoints'))
        .toSorted()
        .map((name) => join(path, name))
    : [path];
  return files.flatMap((file) => splitNotes(readFileSync(file, 'utf8')));
}

const says = {
  changed: ({ place, entry }) => `place ${place}: the line (${entry}) is not the one that was written there`,
  moved: ({ place, entry, other }) => `place ${place}: here stands the line of place ${other} (${entry})`,
  doubled: ({ place, entry, other }) =>
    place === null
      ? `${entry}: a row that repeats a line of the log and never had a place`
      : `place ${place}: here stands the line of place ${other} (${entry}) a second time`,
  dropped: ({ place, entry }) => `place ${place}: the line${entry === null ? '' : ` (${entry})`} is gone`,
  'put-in': ({ entry }) => `${entry}: a line that never got a place: it was put in past the service`,
  'tree-altered': ({ place, other }) =>
    `the hashes are not those that were signed for ${place} lines; for ${other} they still are: something between was rewritten`,
  'checkpoint-forged': ({ place }) => `the checkpoint of ${place} lines is not signed by the log's key`,
  'checkpoint-not-ours': ({ place }) =>
    `a checkpoint (of ${place} lines) is not signed by the key of this log`,
  'rolled-back': ({ place }) =>
    `a checkpoint kept elsewhere is of ${place} lines, and the log is shorter: an older state was put back`,
  rewritten: ({ place }) =>
    `a checkpoint kept elsewhere, of ${place} lines, is of other lines: the log was rewritten`,
  'not-signed': ({ place }) => `no checkpoint is signed for all ${place} lines of the file`,
  'not-cosigned': ({ entry }) => `no checkpoint in the file is signed by the witness ${entry}`,
  'cosignature-forged': ({ place }) =>
    `below the checkpoint of ${place} lines stands a signature that is not by the key of its witness`,
  'pruned-unsaid': ({ place }) =>
    `lines before place ${place} are missing, and no line of the log says that they were pruned`,
  'ends-early': ({ place }) => `the file ends early, at place ${place}: export again`,
  'other-key': () => 'the export names another key than the one given',
  'not-included': ({ place }) => `the line is not in the tree of this checkpoint at place ${place}`,
  'receipt-altered': ({ place }) =>
    `the lines are not those that were signed${place === null ? '' : ` (at or after place ${place})`}`,
  'receipt-forged': () => 'the signature is not by this key',
  'not-as-shown': ({ place }) => `place ${place}: what is shown is not what stands in the line`,
  'out-of-order': ({ place }) => `place ${place}: the line stands a second time, or in another order`,
  'not-drawn': ({ place }) => `${place}: this is not what the seed draws`,
};

const say = (text) => process.stdout.write(`${text}\n`);

function print(found) {
  if (found.kind === 'proof') {
    say(`Line at place ${found.place} of ${found.size}:`);
    say(JSON.stringify(found.entry, null, 2));
  } else if (found.kind === 'receipt') {
    for (const { place, shown } of found.shown) say(`${place}  ${JSON.stringify(shown)}`);
    if (found.lines > found.shown.length) say(`and ${found.lines - found.shown.length} lines more`);
    if (found.of === 'sample')
      say(
        `${found.lines} of ${found.population?.size} (${found.population?.population}) drawn by the seed “${found.header.seed}”`,
      );
    else
      say(
        `A receipt (${found.of}) of ${found.lines} lines; ${found.whole} of them stand in it whole, of the others the hash: what is shown of these is the controller's word, tied to their places`,
      );
  } else {
    say(
      `${found.lines} lines read, places ${found.prunedUntil} to ${found.size}; ${found.checkpoints} checkpoints`,
    );
    if (found.prunedUntil > 0)
      say(
        `Pruned until place ${found.prunedUntil}: those lines had reached their age; their hashes are kept.`,
      );
    for (const { name, size, at, checked } of found.witnesses)
      say(
        checked
          ? `The witness ${name} signed at ${at} that the log only grew to ${size} lines.`
          : `The witness ${name} is named below the checkpoint of ${size} lines; without its key (--witness) that was not checked.`,
      );
  }
  for (const problem of found.problems) say(`WRONG  ${says[problem.problem](problem)}`);
  if (found.bad > found.problems.length) say(`and ${found.bad - found.problems.length} more`);
  if (found.ok)
    say(
      found.kind === 'proof'
        ? 'The line is in the log that this checkpoint was signed for.'
        : found.kind !== 'receipt'
          ? 'Every line is as it was signed.'
          : found.of === 'sample'
            ? 'All are what the seed draws from what was signed before, and as they were signed.'
            : `All ${found.lines} lines are in the log of ${found.size} lines. That none is missing, only a check of the whole log can show.`,
    );
  if (!found.keyGiven)
    say(
      `No key was given: whether it is the right log's, only a key noted earlier can tell (--key).${found.verifierKey ? `\nThe file says ${found.verifierKey}` : ''}`,
    );
}

async function main() {
  const usage =
    'node verify-log.mjs FILE [--key KEY] [--checkpoints FILE-OR-FOLDER]... [--witness KEY]... [--json]';
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        key: { type: 'string' },
        checkpoints: { type: 'string', multiple: true },
        witness: { type: 'string', multiple: true },
        json: { type: 'boolean' },
      },
    });
    if (positionals.length !== 1) throw new Error(usage);
    const found = await checkFile(positionals[0], {
      ...(values.key !== undefined && { key: values.key }),
      checkpoints: (values.checkpoints ?? []).flatMap(readNotes),
      witnesses: values.witness ?? [],
    });
    if (values.json) say(JSON.stringify(found));
    else print(found);
    process.exitCode = found.ok ? 0 : 1;
  } catch (error) {
    process.stderr.write(`verify-log: ${error.message}\n`);
    process.exitCode = 2;
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) await main();
