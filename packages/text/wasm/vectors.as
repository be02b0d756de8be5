// AssemblyScript: eight or sixteen numbers at a time, for which JavaScript has no words.
// Compiled when it changes, from this folder (the compiler wants the ending .ts, which our own checks would then read):
//   cp vectors.as v.ts && npx -y -p assemblyscript@0.28.20 asc v.ts --outFile vectors.wasm \
//     --enable simd --runtime stub --noAssert -O3 --importMemory --noExportMemory; rm v.ts
// What the compiled file says is held against plain TypeScript by src/vectors.test.ts.

/** Bytes of one row of a table: three tokens of a window × 32 patterns. */
const ROW: usize = 96
const TOKEN: usize = 32

/**
 * For each of 32 patterns the window that answers it most: how much (16 bits, at least 0) to `best`, the token it begins
 * with (16 bits, −1 when none answers) to `where`. `rows` holds count + 3 numbers of rows, 32 bits each.
 */
export function pool(table: usize, rows: usize, count: i32, best: usize, where: usize): void {
  for (let lane: usize = 0; lane < TOKEN; lane += 8) {
    let most = i16x8.splat(0)
    let place = i16x8.splat(-1)
    for (let i = 0; i <= count; i++) {
      const at = rows + (<usize>i << 2)
      const a = v128.load_ext<i8>(table + lane + <usize>load<i32>(at) * ROW)
      const b = v128.load_ext<i8>(table + lane + <usize>load<i32>(at, 4) * ROW + TOKEN)
      const c = v128.load_ext<i8>(table + lane + <usize>load<i32>(at, 8) * ROW + 2 * TOKEN)
      const answer = i16x8.add(i16x8.add(a, b), c)
      const better = i16x8.gt_s(answer, most)
      place = v128.bitselect(i16x8.splat(<i16>i), place, better)
      most = i16x8.max_s(answer, most)
    }
    v128.store(best + (lane << 1), most)
    v128.store(where + (lane << 1), place)
  }
}

/** The least of 64 hashes over `count` shingles: shingle × multiplier + addend, mixed, as signed 32-bit numbers, to `least`. */
export function leastHashes(shingles: usize, count: i32, multipliers: usize, addends: usize, least: usize): void {
  for (let hash: usize = 0; hash < 256; hash += 16) {
    const multiplier = v128.load(multipliers + hash)
    const addend = v128.load(addends + hash)
    let smallest = i32x4.splat(i32.MAX_VALUE)
    for (let k = 0; k < count; k++) {
      const value = i32x4.add(i32x4.mul(v128.load_splat<i32>(shingles + (<usize>k << 2)), multiplier), addend)
      smallest = i32x4.min_s(smallest, v128.xor(value, i32x4.shr_u(value, 15)))
    }
    v128.store(least + hash, smallest)
  }
}
