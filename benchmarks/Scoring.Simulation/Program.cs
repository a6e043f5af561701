using Scoring.Simulation;

return SimulationCommand.Create().Parse(args).Invoke();
