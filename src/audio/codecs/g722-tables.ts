/** Constants of ITU-T G.722 (09/2012), tables 10 to 18, scaled as its fixed-point description has them. */

/** Decision levels of the lower band's 60-level quantiser (table 14). */
export const LOW_LEVELS = Int32Array.of(
  ...[0, 35, 72, 110, 150, 190, 233, 276, 323, 370, 422, 473, 530, 587, 650],
  ...[714, 786, 858, 940, 1023, 1121, 1219, 1339, 1458, 1612, 1765, 1980, 2195, 2557, 2919],
);

/** Code words of its intervals, negative and positive (table 15); the first interval is 1. */
export const LOW_NEGATIVE = Uint8Array.of(
  ...[0, 63, 62, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20],
  ...[19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4],
);
export const LOW_POSITIVE = Uint8Array.from({ length: 31 }, (_, interval) =>
  interval === 0 ? 0 : 62 - interval,
);

/** Output of the 6-bit inverse quantiser by code word (table 17). */
export const LOW_OUTPUT_6 = Int32Array.of(
  ...[-136, -136, -136, -136, -24808, -21904, -19008, -16704, -14984, -13512, -12280, -11192],
  ...[-10232, -9360, -8576, -7856, -7192, -6576, -6000, -5456, -4944, -4464, -4008, -3576],
  ...[-3168, -2776, -2400, -2032, -1688, -1360, -1040, -728, 24808, 21904, 19008, 16704],
  ...[14984, 13512, 12280, 11192, 10232, 9360, 8576, 7856, 7192, 6576, 6000, 5456],
  ...[4944, 4464, 4008, 3576, 3168, 2776, 2400, 2032, 1688, 1360, 1040, 728],
  ...[432, 136, -432, -136],
);

/** Output of the 4-bit inverse quantiser, which both sides adapt by (table 17). */
export const LOW_OUTPUT_4 = Int32Array.of(
  ...[0, -20456, -12896, -8968, -6288, -4240, -2584, -1200],
  ...[20456, 12896, 8968, 6288, 4240, 2584, 1200, 0],
);

/** Steps of the lower band's logarithmic scale factor by the 4-bit code word (tables 12 and 18). */
export const LOW_STEPS = Int32Array.of(
  ...[-60, 3042, 1198, 538, 334, 172, 58, -30],
  ...[3042, 1198, 538, 334, 172, 58, -30, -60],
);

/** 2048 * 2^(i/32): the antilogarithm of the scale factor (table 13). */
export const ANTILOG = Int32Array.of(
  ...[2048, 2093, 2139, 2186, 2233, 2282, 2332, 2383, 2435, 2489, 2543, 2599, 2656, 2714, 2774, 2834],
  ...[2896, 2960, 3025, 3091, 3158, 3228, 3298, 3371, 3444, 3520, 3597, 3676, 3756, 3838, 3922, 4008],
);
