// Repairs a block of a QR code: bytes over GF(256), of which the last `parity` were chosen so that the block, as
// a polynomial, is zero at the powers 0 to parity − 1 of the field's generator. Half as many may be wrong.

const powers = new Uint8Array(512);
const logarithms = new Uint8Array(256);
for (let power = 0, value = 1; power < 255; power++) {
  powers[power] = value;
  powers[power + 255] = value;
  logarithms[value] = power;
  value = (value << 1) ^ (value > 127 ? 0x11d : 0);
}

const power = (of: number): number => powers[of % 255] ?? 0;
const logarithm = (of: number): number => logarithms[of] ?? 0;
const times = (a: number, b: number): number =>
  a === 0 || b === 0 ? 0 : power(logarithm(a) + logarithm(b));
const inverse = (of: number): number => power(255 - logarithm(of));

/** A polynomial's coefficients, the lowest first. */
type Polynomial = readonly number[];

const valueAt = (polynomial: Polynomial, x: number): number =>
  polynomial.reduceRight((sum, coefficient) => times(sum, x) ^ coefficient, 0);

/** The block without its parity; undefined when too much of it is wrong. */
export function repair(block: Uint8Array, parity: number): Uint8Array | undefined {
  const bytes = [...block];
  const syndromesOf = () =>
    Array.from({ length: parity }, (_, root) => valueAt(bytes.toReversed(), power(root)));
  const syndromes = syndromesOf();
  if (syndromes.some((syndrome) => syndrome !== 0)) {
    const locator = locatorOf(syndromes);
    // By how much each is wrong (Forney): Ω(x) / Λ'(x), where Ω = S·Λ mod x^parity.
    const evaluator = syndromes.map((_, place) =>
      locator.reduce((sum, each, back) => sum ^ times(each, syndromes[place - back] ?? 0), 0),
    );
    const slope = locator.map((each, place) => (place % 2 === 1 ? each : 0)).slice(1);
    for (const [index] of bytes.entries()) {
      const x = power(bytes.length - 1 - index);
      if (valueAt(locator, inverse(x)) !== 0) continue;
      const steepness = valueAt(slope, inverse(x));
      if (steepness === 0) return undefined;
      const wrong = times(x, times(valueAt(evaluator, inverse(x)), inverse(steepness)));
      bytes[index] = (bytes[index] ?? 0) ^ wrong;
    }
    if (syndromesOf().some((syndrome) => syndrome !== 0)) return undefined;
  }
  return Uint8Array.from(bytes.slice(0, bytes.length - parity));
}

/** Λ, which is zero where a byte is wrong (Berlekamp and Massey). */
function locatorOf(syndromes: Polynomial): Polynomial {
  let [locator, before]: [Polynomial, Polynomial] = [[1], [1]];
  let [errors, since, last] = [0, 1, 1];
  for (const [step] of syndromes.entries()) {
    const off = locator.reduce(
      (sum, each, back) => sum ^ times(each, syndromes[step - back] ?? 0),
      0,
    );
    if (off === 0) {
      since++;
      continue;
    }
    const shifted = [...Array.from<number>({ length: since }).fill(0), ...before];
    const scale = times(off, inverse(last));
    const length = Math.max(locator.length, shifted.length);
    const next = Array.from(
      { length },
      (_, place) => (locator[place] ?? 0) ^ times(scale, shifted[place] ?? 0),
    );
    if (2 * errors <= step) {
      before = locator;
      errors = step + 1 - errors;
      last = off;
      since = 1;
    } else since++;
    locator = next;
  }
  return locator;
}
