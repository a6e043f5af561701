using System.CommandLine;
using Scoring;
using TaxiFares;

var input = new Option<FileInfo?>("--input") { Description = "A CSV file of recorded trips to score, such as taxi-2016.csv; without it trips are made up." };
var root = new RootCommand("Scores taxi trips with the model that ships with this sample.") { input };
root.SetAction(async (arguments, cancellationToken) =>
{
    try
    {
        FileInfo? file = arguments.GetValue(input);
        await (file is null ? GeneratedTrips.RunAsync(cancellationToken) : new RecordedTrips(file.FullName).RunAsync(cancellationToken));
        return 0;
    }
    catch (Exception error) when (error is ScoringException or IOException or InvalidDataException or UnauthorizedAccessException)
    {
        Console.Error.WriteLine(error.Message);
        return 4;
    }
});
return await root.Parse(args).InvokeAsync();
