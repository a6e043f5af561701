namespace System.Runtime.CompilerServices;

/// <summary>What the compiler wants for required members, and .NET Standard 2.0 lacks.</summary>
[AttributeUsage(AttributeTargets.All, AllowMultiple = true, Inherited = false)]
internal sealed class CompilerFeatureRequiredAttribute(string featureName) : Attribute
{
    public string FeatureName { get; } = featureName;
}
