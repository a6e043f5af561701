namespace System.Runtime.CompilerServices;

/// <summary>What the compiler wants for required members, and .NET Standard 2.0 lacks.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Field | AttributeTargets.Property, Inherited = false)]
internal sealed class RequiredMemberAttribute : Attribute;
