import { determinant, EigenvalueDecomposition, inverse, Matrix } from 'ml-matrix';
import { type Point, pointAt, type Undefined, undefinedFor } from './estimate.ts';
import type { Fit } from './fit.ts';
import { SAME } from './spread.ts';

/** A point of the line: what came of `x`. */
export interface XY {
  readonly x: number;
  readonly y: number;
}

/** What a line and its error need to know of a cluster: the sums of 1, x and x² as a matrix, and those of y and xy. */
export interface LineTotal {
  readonly squares: Matrix;
  readonly products: Matrix;
}

/** The part of what tells the line that must lie outside of any one cluster. */
const LEAST_OF_OTHERS = 1e-9;

export function lineTotalOf(points: readonly XY[]): LineTotal {
  const [squares, products] = [Matrix.zeros(2, 2), Matrix.zeros(2, 1)];
  for (const { x, y } of points) {
    const row = Matrix.rowVector([1, x]);
    squares.add(row.transpose().mmul(row));
    products.add(row.transpose().mul(y));
  }
  return { squares, products };
}

/** Where the least-squares line through all points meets x = 0. @returns undefined where x does not vary */
export function lineAtZero(totals: readonly LineTotal[]): Point {
  const found = lineOf(totals);
  return 'reason' in found ? found : pointAt(found.line.get(0, 0));
}

/**
 * `lineAtZero` with the bias-reduced cluster-robust standard error CR2 and its Satterthwaite degrees of freedom (Bell and McCaffrey 2002, "Bias
 * reduction in standard errors for linear regression with multi-stage samples", Survey Methodology 28(2), under their working model of independent
 * observations). With a cluster's rows X, all rows' (X'X)^-1 = RR and the cluster's part of the hat matrix H = XRRX', the adjustment (I - H)^-1/2 XR
 * is XR (I - RX'XR)^-1/2: all of it is done with 2 x 2 matrices.
 * @returns undefined where x does not vary, where it does in one cluster alone, and where all clusters lie on the line
 */
export function fitLine(totals: readonly LineTotal[]): Fit | Undefined {
  const found = lineOf(totals);
  if ('reason' in found) return found;
  const { line, bread } = found;
  const root = power(bread, 0.5);
  let [variance, scale] = [0, 0];
  let [trace, traceOfSquare] = [0, 0];
  const spans = Matrix.zeros(2, 2);
  for (const { squares, products } of totals) {
    const others = Matrix.eye(2).sub(root.mmul(squares).mmul(root));
    if (determinant(others) < LEAST_OF_OTHERS) return undefinedFor('lengths differ in one scenario alone');
    const weights = root.mmul(power(others, -0.5)).mmul(root.getColumnVector(0));
    variance += dot(weights, Matrix.sub(products, squares.mmul(line))) ** 2;
    scale += dot(weights, products) ** 2;
    const span = squares.mmul(weights);
    const [own, shared] = [dot(weights, span), dot(span, bread.mmul(span))];
    trace += own - shared;
    traceOfSquare += own * own - 2 * own * shared;
    spans.add(span.mmul(span.transpose()));
  }
  if (variance <= SAME * SAME * scale) return undefinedFor('all scenarios lie on one line');
  const crossed = bread.mmul(spans);
  traceOfSquare += crossed.mmul(crossed).trace();
  return { value: line.get(0, 0), error: Math.sqrt(variance), freedom: trace ** 2 / traceOfSquare };
}

/** @returns the line's height at 0 and its slope, and the inverse of the sums of squares */
function lineOf(totals: readonly LineTotal[]): { readonly line: Matrix; readonly bread: Matrix } | Undefined {
  const all = sumOf(totals.map(({ squares }) => squares));
  if (determinant(all) <= SAME * all.get(0, 0) * all.get(1, 1)) return undefinedFor('all lengths differ alike');
  const bread = inverse(all);
  return { line: bread.mmul(sumOf(totals.map(({ products }) => products))), bread };
}

/** Of a symmetric matrix with no eigenvalue below 0. */
function power(matrix: Matrix, exponent: number): Matrix {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(matrix, { assumeSymmetric: true });
  const powers = Matrix.diag(realEigenvalues.map((value) => value ** exponent));
  return eigenvectorMatrix.mmul(powers).mmul(eigenvectorMatrix.transpose());
}

function sumOf(matrices: readonly Matrix[]): Matrix {
  return matrices.reduce((sum, matrix) => Matrix.add(sum, matrix));
}

function dot(one: Matrix, other: Matrix): number {
  return one.transpose().mmul(other).get(0, 0);
}
