namespace Scoring.DependencyInjection;

/// <summary>Stands at a method <c>(SettingsSection, TOptions)</c> that is written at compile time: it reads every option of the type that a configuration can say.</summary>
/// <param name="except">Options that are no settings.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class GenerateSettingsAttribute(params string[] except) : Attribute
{
    public IReadOnlyList<string> Except => except;
}
