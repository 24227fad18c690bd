const SIZE = /^<svg [^>]*viewBox="0 0 ([\d.]+) ([\d.]+)"/;

/** One chart below the other, as one SVG for a picture. @param charts as drawIntervals gives them */
export function stackCharts(charts: readonly string[]): string {
  const [only, ...more] = charts;
  if (only !== undefined && more.length === 0) return only;
  const sized = charts.map((chart) => {
    const [, width, height] = SIZE.exec(chart) ?? [];
    if (width === undefined || height === undefined) throw new TypeError('a chart has no size');
    return { chart, width: Number(width), height: Number(height) };
  });
  const width = Math.max(...sized.map((one) => one.width));
  const height = sized.reduce((sum, one) => sum + one.height, 0);
  const placed = sized.map(({ chart }, place) => {
    const above = sized.slice(0, place).reduce((sum, one) => sum + one.height, 0);
    return chart.replace('<svg ', `<svg y="${above}" `);
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" aria-hidden="true" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${placed.join('')}</svg>`;
}
