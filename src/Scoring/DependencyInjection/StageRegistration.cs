namespace Scoring.DependencyInjection;

/// <summary>A stage of a client that is to be built.</summary>
/// <param name="Slot">Where it stands; a custom one stands inside the stage with that slot.</param>
/// <param name="Name">As the chain is described.</param>
/// <param name="Add">Adds it to the stages outside of it.</param>
/// <param name="IsCustom">Whether the application brought it.</param>
internal sealed record StageRegistration(StageSlot Slot, string Name, Action<ScoringClientBuilder, IServiceProvider> Add, bool IsCustom = false);
