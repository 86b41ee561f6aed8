#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

// Runs generated inputs without a time limit in child processes, which may die.
let words = Array(CommandLine.arguments.dropFirst())
#if DEBUG || FUZZING
  exit(await Runner.run(words))
#else
  print("sva-fuzz looks inside the modules, which this build does not allow: make fuzz")
  exit(2)
#endif
