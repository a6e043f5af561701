namespace Scoring.Bindings;

/// <summary>Has the compiler write a <see cref="ScoreBinding{TScore}"/> for the type, which <see cref="ScoreBinding.Default{TScore}"/> and the client builder then find by themselves.</summary>
/// <remarks>
/// <para>Outputs are the parameters of the constructor that sets the most members, then the other public properties and fields that can be set. An output is called as its
/// member is, unless <see cref="ColumnAttribute"/> says otherwise; a result of one value without that attribute reads the model's only output, whatever its name.</para>
/// <para>The type need not be partial. It must be reachable from its project, so it is neither private nor generic. What cannot be mapped is an error when the project is compiled.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class ScoringResultAttribute : Attribute
{
    /// <summary>Whether values may lose digits or range, such as double to float. Integers are checked for overflow all the same. False by default.</summary>
    public bool AllowNarrowing { get; set; }
}
