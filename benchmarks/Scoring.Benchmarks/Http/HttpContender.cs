using Scoring.Benchmarks.Http.Results;
using Scoring.Benchmarks.Http.Ways;

namespace Scoring.Benchmarks.Http;

/// <param name="Name">One of <see cref="HttpWays"/>.</param>
/// <param name="Way">How it is done.</param>
/// <param name="RowsPerRequest">Null where requests differ in size.</param>
internal sealed record HttpContender(string Name, IHttpWay Way, int? RowsPerRequest);
