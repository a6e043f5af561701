using Scoring.Simulation.Profiles;

namespace Scoring.Simulation.Tests.Profiles;

public sealed class ProfilesFileTests
{
    [Fact]
    public void Every_member_of_a_profile_is_read()
    {
        ServiceProfile profile = Read(
            """[{"name":"x","kind":"step","a_ms":2.5,"c_ms":0.1,"s":32,"P":4,"theta":0.03,"noise":0.2,"budget_ms":120,"pause":{"probability":0.01,"ms":22},"shift":{"at":0.5,"factor":1.6}}]""");
        Assert.Equal(("x", ServiceKind.Step, 2.5, 0.1, 32, 4), (profile.Name, profile.Kind, profile.A, profile.C, profile.S, profile.P));
        Assert.Equal((0.03, 0.2, 120, new RequestPause(0.01, 22)), (profile.Theta, profile.Noise, profile.Budget, profile.Pause));
        Assert.Equal([new SpeedShift(0.5, 1.6)], profile.Shifts);
    }

    [Fact]
    public void What_is_left_out_or_null_is_not_there()
    {
        ServiceProfile profile = Read("""[{"kind":"linear","a_ms":2,"c_ms":0.1,"budget_ms":60,"pause":null,"P":null}]""");
        Assert.Equal((1, default, 0), (profile.P, profile.Pause, profile.Shifts.Count));
    }

    [Theory]
    [InlineData("0.25")]
    [InlineData("3")]
    [InlineData("3000")]
    public void Shift_begins_at_a_fraction_of_the_run_or_at_seconds_or_at_milliseconds(string at) =>
        Assert.Equal(0.25, Read("""[{"kind":"linear","a_ms":2,"c_ms":0.1,"budget_ms":60,"shift":{"at":AT,"factor":2}}]""".Replace("AT", at)).Shifts[0].At, 9);

    private static ServiceProfile Read(string json)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, json);
            return Assert.Single(ProfilesFile.Read(path));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
