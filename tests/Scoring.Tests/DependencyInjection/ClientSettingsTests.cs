using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Scoring.DependencyInjection;

namespace Scoring.Tests.DependencyInjection;

public class ClientSettingsTests
{
    [Fact]
    public async Task Every_option_can_be_set_in_the_configuration()
    {
        await using var fixture = new ServiceFixture(
            ("S:MaxBatchCount", "7"), ("S:MaxBatchBytes", "8"), ("S:MaxParallelRequests", "9"), ("S:AdaptBatchCount", "false"), ("S:P99Budget", "25ms"), ("S:AdaptParallelRequests", "true"),
            ("S:StartParallelRequests", "3"), ("S:MaxTotalRequests", "4"), ("S:BorrowParallelRequests", "true"), ("S:RefuseLateRows", "false"), ("S:MaxDelay", "5ms"), ("S:EarnDelay", "true"),
            ("S:MaxQueuedRows", "10"), ("S:MaxQueuedBytes", "11"), ("S:MaxQueueDelay", "1.5s"), ("S:PriorityAgeing", "2m"), ("S:QueueFullMode", "reject"),
            ("S:AllowSynchronousContinuations", "true"), ("S:ShutdownTimeout", "00:00:05"), ("S:MeasurePartitions", "true"));
        fixture.AddClient().BindConfiguration("S");
        ScoringClientOptions options = fixture.Provider.GetRequiredService<IOptionsMonitor<ScoringClientOptions>>().Get("fares");

        Assert.Equal((7, 8, 9, false, TimeSpan.FromMilliseconds(25), true), (options.MaxBatchCount!.Value, options.MaxBatchBytes!.Value, options.MaxParallelRequests!.Value, options.AdaptBatchCount, options.P99Budget!.Value, options.AdaptParallelRequests));
        Assert.Equal((3, 4, true, false, TimeSpan.FromMilliseconds(5), true), (options.StartParallelRequests!.Value, options.MaxTotalRequests!.Value, options.BorrowParallelRequests, options.RefuseLateRows, options.MaxDelay, options.EarnDelay));
        Assert.Equal((10, 11, TimeSpan.FromSeconds(1.5), TimeSpan.FromMinutes(2), QueueFullMode.Reject), (options.MaxQueuedRows, options.MaxQueuedBytes!.Value, options.MaxQueueDelay!.Value, options.PriorityAgeing!.Value, options.QueueFullMode));
        Assert.Equal((true, TimeSpan.FromSeconds(5), true, "fares"), (options.AllowSynchronousContinuations, options.ShutdownTimeout, options.MeasurePartitions, options.Name));
    }

    [Fact]
    public async Task Code_comes_after_the_configuration()
    {
        await using var fixture = new ServiceFixture(("S:MaxBatchCount", "7"));
        fixture.AddClient().Configure(static options => options.MaxBatchCount = 8).BindConfiguration("S");

        Assert.Equal(8, fixture.Client.GetScheduler()!.Snapshot().LargestCap);
    }

    [Theory]
    [InlineData("Scoring:Fares:MaxBatchCount", "0", "Scoring:Fares:MaxBatchCount is 0; it must be 1 to 10000 rows.")]
    [InlineData("Scoring:Fares:MaxBatchCount", "many", "Scoring:Fares:MaxBatchCount is 'many'; it must be a whole number.")]
    [InlineData("Scoring:Fares:MaxDelay", "5", "Scoring:Fares:MaxDelay is '5'; it must be a time such as 25ms, 1.5s, 2m or 00:00:05.")]
    [InlineData("Scoring:Fares:QueueFullMode", "Drop", "Scoring:Fares:QueueFullMode is 'Drop'; it must be Wait, Reject, RejectOldest.")]
    [InlineData("Scoring:Fares:Retry:BudgetRatio", "2", "Scoring:Fares:Retry:BudgetRatio is 2; it must be 0 to 1.")]
    [InlineData("Scoring:Fares:Retry:MaxAttempts", "many", "Scoring:Fares:Retry:MaxAttempts is 'many'; it must be a whole number.")]
    [InlineData("Scoring:Fares:Retry:Statuses", "503,x", "Scoring:Fares:Retry:Statuses is 'x'; it must be a whole number.")]
    [InlineData("Scoring:Fares:Isolation:MaxCalls", "0", "Scoring:Fares:Isolation:MaxCalls is 0; it must be 1 or more calls.")]
    public async Task Wrong_setting_is_an_error_at_the_start_that_names_its_key(string key, string value, string problem)
    {
        await using var fixture = new ServiceFixture((key, value), ("Scoring:Fares:Retry:ColdStartAfter", "1m"), ("Scoring:Fares:ShutdownTimeout", "1m"));
        fixture.AddClient().BindConfiguration("Scoring:Fares").UseRetry().UseRowIsolation();

        Assert.Equal(problem, fixture.StartProblem);
    }

    [Theory]
    [InlineData("Scoring:Fares:MaxBatchCout", "Scoring:Fares:MaxBatchCout is no setting of section Scoring:Fares; the nearest one is MaxBatchCount.")]
    [InlineData("Scoring:Fares:Retri:MaxAttempts", "Scoring:Fares:Retri is no setting of section Scoring:Fares; the nearest one is Retry.")]
    [InlineData("Scoring:Fares:Retry:maxAtempts", "Scoring:Fares:Retry:maxAtempts is no setting of section Scoring:Fares:Retry; the nearest one is MaxAttempts.")]
    [InlineData("Scoring:Fares:P99Budget:Milliseconds", "Scoring:Fares:P99Budget:Milliseconds is no setting of section Scoring:Fares:P99Budget.")]
    public async Task Unknown_key_is_an_error_at_the_start_that_names_the_nearest_one(string key, string problem)
    {
        await using var fixture = new ServiceFixture((key, "5"), ("Scoring:Other", "for somebody else"));
        fixture.AddClient().BindConfiguration("Scoring:Fares").UseRetry();

        Assert.Equal($"{problem} What belongs to the application needs a section of its own.", fixture.StartProblem);
    }

    [Fact]
    public async Task Section_of_a_stage_that_is_not_there_is_an_error_at_the_start()
    {
        await using var fixture = new ServiceFixture(("S:Fallback:After", "80ms"));
        fixture.AddClient().BindConfiguration("S");

        Assert.Equal("S:Fallback is for UseFallback, which Scoring client 'fares' does not call. Call it, or take the setting out.", fixture.StartProblem);
    }

    [Fact]
    public async Task Sections_of_other_clients_may_lie_within()
    {
        await using var fixture = new ServiceFixture(("S:MaxBatchCount", "7"), ("S:Others:Slow:MaxBatchCount", "8"));
        fixture.AddClient().BindConfiguration("S");
        fixture.Services.AddKeyedScoringClient<long, long>("slow").UseLeaf("fake", _ => fixture.Leaf).BindConfiguration("S:Others:Slow");

        fixture.Start();
    }

    [Fact]
    public async Task Whole_configuration_may_hold_more_than_a_clients_settings()
    {
        await using var fixture = new ServiceFixture(("MaxBatchCount", "7"), ("PATH", "/bin"));
        fixture.AddClient().BindConfiguration(fixture.Configuration);

        SchedulerControlOf(fixture, 7);
    }

    [Fact]
    public async Task Key_that_becomes_unknown_does_not_reach_a_running_client()
    {
        await using var fixture = new ServiceFixture(("S:MaxBatchCount", "7"));
        fixture.AddClient().BindConfiguration("S");
        fixture.Start();
        SchedulerControlOf(fixture, 7);

        fixture.Set("S:MaxBatchCont", "8");

        SchedulerControlOf(fixture, 7);
        Assert.Contains("S:MaxBatchCont is no setting of section S; the nearest one is MaxBatchCount.", Assert.Single(fixture.Loggers[102]), StringComparison.Ordinal);
    }

    [Fact]
    public void Several_values_stand_with_commas_between_or_as_a_list()
    {
        using var configuration = new ConfigurationManager();
        (configuration["S:Together"], configuration["S:List:0"], configuration["S:List:1"], configuration["S:Map:batch"]) = ("429, 503", "first", "second", "8");
        var section = new SettingsSection(configuration.GetSection("S"), "fares", new SettingsKeys());
        (HashSet<int> together, List<string> list, Dictionary<string, long> numbers, Dictionary<string, string> texts) = ([1], ["default"], [], []);

        section.AddTo(together, "Together");
        section.AddTo(list, "List");
        section.AddTo(numbers, "Map");
        section.AddTo(texts, "Map");

        Assert.Equal([429, 503], together.Order());
        Assert.Equal(["first", "second"], list);
        Assert.Equal((8, "8"), (numbers["batch"], texts["batch"]));
    }

    [Theory]
    [InlineData("MaxBatchCount", "maxbatchcount", 0)]
    [InlineData("MaxBatchCout", "MaxBatchCount", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("", "four", 4)]
    public void Names_differ_by_as_many_letters_as_must_change(string from, string to, int distance)
    {
        Assert.Equal(distance, EditDistance.Between(from, to));
        Assert.Equal(distance, EditDistance.Between(to, from));
    }

    [Fact]
    public async Task Wrong_option_in_code_is_an_error_at_the_start()
    {
        await using var fixture = new ServiceFixture();
        fixture.AddClient().Configure(static options => options.MaxQueuedRows = 0);

        Assert.Equal("ScoringClientOptions.MaxQueuedRows is 0; it must be 1 or more rows.", fixture.StartProblem);
    }

    [Fact]
    public async Task Changed_settings_reach_a_running_client()
    {
        await using var fixture = new ServiceFixture(("S:MaxBatchCount", "7"));
        fixture.AddClient().BindConfiguration("S");
        fixture.Start();
        SchedulerControlOf(fixture, 7);

        fixture.Set("S:MaxBatchCount", "9");

        SchedulerControlOf(fixture, 9);
        Assert.Equal(["Scoring client 'fares' has other settings from now on"], fixture.Loggers[101]);
    }

    [Fact]
    public async Task Wrong_settings_do_not_reach_a_running_client_and_later_ones_do()
    {
        await using var fixture = new ServiceFixture(("S:MaxBatchCount", "7"));
        fixture.AddClient().BindConfiguration("S");
        fixture.Start();
        SchedulerControlOf(fixture, 7);

        fixture.Set("S:MaxBatchCount", "0");
        SchedulerControlOf(fixture, 7);
        fixture.Set("S:MaxBatchCount", "8");

        SchedulerControlOf(fixture, 8);
        Assert.Equal(["Scoring client 'fares' keeps its settings, as the changed ones are wrong: S:MaxBatchCount is 0; it must be 1 to 10000 rows."], fixture.Loggers[102]);
    }

    [Fact]
    public async Task Clock_is_that_of_the_services()
    {
        await using var fixture = new ServiceFixture();
        var clock = new Testing.ManualTimeProvider();
        fixture.Services.AddSingleton<TimeProvider>(clock);
        fixture.AddClient();

        Assert.Same(clock, fixture.Provider.GetRequiredService<IOptionsMonitor<ScoringClientOptions>>().Get("fares").TimeProvider);
    }

    [Theory]
    [InlineData("25ms", 25)]
    [InlineData("1.5s", 1500)]
    [InlineData("2m", 120_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("0s", 0)]
    [InlineData("00:00:00.250", 250)]
    [InlineData("5", null)]
    [InlineData("ms", null)]
    [InlineData("1e99s", null)]
    [InlineData("99999999999999999999h", null)]
    public void Times_are_read_as_people_write_them(string text, int? milliseconds)
    {
        bool isTime = TimeText.TryParse(text, out TimeSpan time);
        Assert.Equal(milliseconds, isTime ? (int)time.TotalMilliseconds : null);
    }

    private static void SchedulerControlOf(ServiceFixture fixture, int largest) => Assert.Equal(largest, fixture.Client.GetScheduler()!.Snapshot().LargestCap);
}
