// Raw DEFLATE (RFC 1951), undone. The page's data travels deflated, at a third of its size, and
// Safari 14 has no DecompressionStream.
(function () {
  "use strict";

  const LENGTH_BASE = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
  const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
  const FAR_BASE = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];
  const FAR_BITS = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
  const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
  const LONGEST = 15;

  // A canonical Huffman code: how many codes have each length, and the symbols in order of their codes.
  function code(lengths) {
    const counts = new Array(LONGEST + 1).fill(0);
    lengths.forEach((length) => { counts[length] += 1; });
    counts[0] = 0;
    const next = [0];
    for (let length = 1; length <= LONGEST; length += 1) next[length] = next[length - 1] + counts[length - 1];
    const symbols = [];
    lengths.forEach((length, symbol) => { if (length) { symbols[next[length]] = symbol; next[length] += 1; } });
    return { counts: counts, symbols: symbols };
  }

  function inflate(bytes) {
    const out = [];
    let at = 0;
    let held = 0;
    let kept = 0;

    function bits(wanted) {
      while (kept < wanted) {
        if (at >= bytes.length) throw new Error("the data ends too soon");
        held |= bytes[at] << kept;
        at += 1;
        kept += 8;
      }
      const value = held & ((1 << wanted) - 1);
      held >>>= wanted;
      kept -= wanted;
      return value;
    }

    function symbol(tree) {
      let value = 0;
      let first = 0;
      let index = 0;
      for (let length = 1; length <= LONGEST; length += 1) {
        value |= bits(1);
        const count = tree.counts[length];
        if (value - first < count) return tree.symbols[index + value - first];
        index += count;
        first = (first + count) << 1;
        value <<= 1;
      }
      throw new Error("a code that no symbol has");
    }

    function stored() {
      held = 0;
      kept = 0;
      const length = bytes[at] | (bytes[at + 1] << 8);
      at += 4;
      for (let i = 0; i < length; i += 1) out.push(bytes[at + i]);
      at += length;
    }

    function fixed() {
      const lengths = [];
      for (let i = 0; i < 288; i += 1) lengths.push(i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8);
      return [code(lengths), code(new Array(30).fill(5))];
    }

    function described() {
      const literals = bits(5) + 257;
      const fars = bits(5) + 1;
      const given = bits(4) + 4;
      const short = new Array(19).fill(0);
      for (let i = 0; i < given; i += 1) short[ORDER[i]] = bits(3);
      const tree = code(short);
      const lengths = [];
      while (lengths.length < literals + fars) {
        const what = symbol(tree);
        if (what < 16) {
          lengths.push(what);
          continue;
        }
        const again = what === 16 ? lengths[lengths.length - 1] : 0;
        let times = what === 16 ? bits(2) + 3 : what === 17 ? bits(3) + 3 : bits(7) + 11;
        for (; times; times -= 1) lengths.push(again);
      }
      return [code(lengths.slice(0, literals)), code(lengths.slice(literals))];
    }

    function block(trees) {
      for (;;) {
        const what = symbol(trees[0]);
        if (what === 256) return;
        if (what < 256) {
          out.push(what);
          continue;
        }
        let length = LENGTH_BASE[what - 257] + bits(LENGTH_BITS[what - 257]);
        const far = symbol(trees[1]);
        const back = FAR_BASE[far] + bits(FAR_BITS[far]);
        for (; length; length -= 1) out.push(out[out.length - back]);
      }
    }

    let last = 0;
    while (!last) {
      last = bits(1);
      const kind = bits(2);
      if (kind === 0) stored();
      else block(kind === 1 ? fixed() : described());
    }
    return Uint8Array.from(out);
  }

  // JSON that was deflated and written in base 64.
  window.AtlasData = function (text) {
    const packed = Uint8Array.from(atob(text.trim()), (letter) => letter.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(inflate(packed)));
  };
})();
