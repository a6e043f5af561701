namespace Scoring.DependencyInjection;

/// <summary>What scores in the end, of a client that is to be built.</summary>
/// <param name="Name">As the chain is described, and for errors: the call that chose it.</param>
/// <param name="Create">Makes it.</param>
/// <param name="Check">What is wrong with it before anything is made; null when nothing is.</param>
/// <param name="ModelFile">The file that it is loaded from; null where there is none.</param>
internal sealed record LeafRegistration(string Name, Func<IServiceProvider, IScoringClient> Create, Func<IServiceProvider, string?>? Check = null, string? ModelFile = null);
