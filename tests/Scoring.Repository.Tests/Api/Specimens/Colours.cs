namespace Scoring.Repository.Tests.Api.Specimens;

[Flags]
public enum Colours : byte
{
    Red = 4,
    None = 0,
    Blue = 1,
}
