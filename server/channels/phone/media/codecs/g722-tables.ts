// Tables of ITU-T G.722 (09/2012): 3.6.1 and 4.1 for the quantisers, table 11 for the filter.

/** Inverse 6-bit quantiser of the lower band, by code; codes 0 to 3 may not be sent. */
export const sixBits = Int16Array.from([
  -136, -136, -136, -136, -24_808, -21_904, -19_008, -16_704, -14_984, -13_512, -12_280, -11_192, -10_232,
  -9360, -8576, -7856, -7192, -6576, -6000, -5456, -4944, -4464, -4008, -3576, -3168, -2776, -2400, -2032,
  -1688, -1360, -1040, -728, 24_808, 21_904, 19_008, 16_704, 14_984, 13_512, 12_280, 11_192, 10_232, 9360,
  8576, 7856, 7192, 6576, 6000, 5456, 4944, 4464, 4008, 3576, 3168, 2776, 2400, 2032, 1688, 1360, 1040, 728,
  432, 136, -432, -136,
]);

/** The same of its four upper bits, by which the predictor goes. */
export const fourBits = Int16Array.from([
  0, -20_456, -12_896, -8968, -6288, -4240, -2584, -1200, 20_456, 12_896, 8968, 6288, 4240, 2584, 1200, 0,
]);

/** Inverse 2-bit quantiser of the upper band. */
export const twoBits = Int16Array.from([-7408, -1616, 7408, 1616]);

/** What a code adds to the logarithm of the step, lower band (by its four upper bits) and upper band. */
export const lowerSteps = Int16Array.from([
  -60, 3042, 1198, 538, 334, 172, 58, -30, 3042, 1198, 538, 334, 172, 58, -30, -60,
]);
export const upperSteps = Int16Array.from([798, -214, 798, -214]);

/** 2^(n/32), in 2048ths. */
export const powers = Int16Array.from({ length: 32 }, (_, n) => Math.round(2048 * 2 ** (n / 32)));

/** Half of the 24 coefficients of the filter that joins the bands; the other half is its mirror image. */
export const joining = Int16Array.from([3, -11, 12, 32, -210, 951, 3876, -805, 362, -156, 53, -11]);
