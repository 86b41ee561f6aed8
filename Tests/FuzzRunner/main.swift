#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

// Generated inputs for as long as wanted, in a process of their own that may die of one.
let words = Array(CommandLine.arguments.dropFirst())
#if DEBUG || FUZZING
  exit(await Runner.run(words))
#else
  print("sva-fuzz looks inside the modules, which this build does not allow: make fuzz")
  exit(2)
#endif
