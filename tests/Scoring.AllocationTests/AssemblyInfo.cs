// What is measured is what the whole process allocates, so one test runs at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
