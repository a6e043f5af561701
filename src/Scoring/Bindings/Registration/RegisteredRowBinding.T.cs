namespace Scoring.Bindings.Registration;

/// <summary>The binding that was made the default of a row type; null when none was.</summary>
internal static class RegisteredRowBinding<TRow>
{
    /// <summary>Written when an assembly starts, or by an application at any time; a reader sees the one or the other.</summary>
    public static volatile RowBinding<TRow>? Binding;
}
