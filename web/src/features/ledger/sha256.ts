/** SHA-256 (FIPS 180-4) in plain code: on an intranet without TLS the browser withholds its own. */
export function sha256(message: Uint8Array): Uint8Array {
  const length = message.length
  const padded = new Uint8Array(((length + 8) >> 6 << 6) + 64)
  padded.set(message)
  padded[length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 8, Math.floor(length / 0x20000000))
  view.setUint32(padded.length - 4, (length << 3) >>> 0)
  const state = Uint32Array.from(kInitial)
  const w = new Uint32Array(64)
  for (let block = 0; block < padded.length; block += 64) {
    for (let i = 0; i < 16; i += 1) w[i] = view.getUint32(block + i * 4)
    compress(state, w)
  }
  const digest = new Uint8Array(32)
  const out = new DataView(digest.buffer)
  state.forEach((word, i) => out.setUint32(i * 4, word))
  return digest
}

const rotate = (x: number, by: number) => (x >>> by) | (x << (32 - by))
const at = (words: ArrayLike<number>, i: number) => words[i] as number

function compress(state: Uint32Array, w: Uint32Array): void {
  for (let i = 16; i < 64; i += 1) {
    const a = at(w, i - 15), b = at(w, i - 2)
    w[i] = at(w, i - 16) + (rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3)) + at(w, i - 7) + (rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10))
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number]
  for (let i = 0; i < 64; i += 1) {
    const first = (h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) + at(kRound, i) + at(w, i)) | 0
    const second = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g; g = f; f = e; e = (d + first) | 0; d = c; c = b; b = a; a = (first + second) | 0
  }
  ;[a, b, c, d, e, f, g, h].forEach((word, i) => { state[i] = at(state, i) + word })
}

// Fractions of the square and cube roots of the first primes, computed rather than copied; doubles hold them exactly.
const kPrimes = Array.from({ length: 312 }, (_each, i) => i).filter((n) => n > 1 && !Array.from({ length: n }, (_e, i) => i).some((d) => d > 1 && d * d <= n && n % d === 0))
const fraction = (x: number) => Math.floor((x - Math.floor(x)) * 0x100000000)
const kInitial = kPrimes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)))
const kRound = kPrimes.slice(0, 64).map((prime) => fraction(Math.cbrt(prime)))
