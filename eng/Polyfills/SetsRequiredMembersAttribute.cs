namespace System.Diagnostics.CodeAnalysis;

/// <summary>What the compiler wants for records with required members, and .NET Standard 2.0 lacks.</summary>
[AttributeUsage(AttributeTargets.Constructor, Inherited = false)]
internal sealed class SetsRequiredMembersAttribute : Attribute;
