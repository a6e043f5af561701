namespace ApiSnapshot.Members;

/// <summary>One member and what its place among the others depends on.</summary>
internal readonly record struct MemberLine(int Rank, string Name, string Text)
{
    public static MemberLine Field(string name, string text) => new(0, name, text);

    public static MemberLine Constructor(string text) => new(1, "", text);

    public static MemberLine Property(string name, string text) => new(2, name, text);

    public static MemberLine Event(string name, string text) => new(3, name, text);

    public static MemberLine Method(string name, string text) => new(4, name, text);

    public static MemberLine Operator(string name, string text) => new(5, name, text);
}
