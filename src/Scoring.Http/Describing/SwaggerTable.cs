using System.Collections.Immutable;

namespace Scoring.Http.Describing;

/// <summary>An input or output of a service.</summary>
/// <param name="Name">Its name; empty where the service has none for it.</param>
/// <param name="Columns">The columns of a row.</param>
internal sealed record SwaggerTable(string Name, ImmutableArray<SignatureColumn> Columns);
