using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using TuneWithBenchmarkDotNet;

Summary summary = BenchmarkRunner.Run<FareTuning>(args: args);
return summary.HasCriticalValidationErrors || summary.Reports.Any(static report => !report.Success) ? 1 : 0;
