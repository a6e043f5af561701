namespace Scoring.Diagnostics;

/// <summary>How a model pads its requests, as far as their times tell: b rows take <c>PerRequest + PerRow · Rows · ⌈b / Rows⌉</c> seconds.</summary>
/// <param name="Rows">Requests are padded to multiples of so many rows: 2 or more.</param>
/// <param name="PerRequest">Seconds of a request by itself.</param>
/// <param name="PerRow">Seconds of each row, padding included.</param>
public sealed record MeasuredStep(int Rows, double PerRequest, double PerRow);
