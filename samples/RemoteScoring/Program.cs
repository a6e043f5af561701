using System.Globalization;
using RemoteScoring;
using Scoring;

// "serve PORT" is the server alone, for scoring by hand; the key that it asks for is in the environment variable FARES_KEY, and without one it asks for none.
if (args is ["serve", ..])
{
    int port = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 0;
    await FareServer.RunAsync(port, endsWithInput: args.Length > 2);
    return 0;
}

try
{
    await using ServerProcess server = await ServerProcess.StartAsync();
    await new RemoteRun(server).RunAsync();
    return 0;
}
catch (ScoringException error)
{
    Console.Error.WriteLine(error.Message);
    return 4;
}
