#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The measurements of `make bench`: commands side by side, the delay of a token, and the rates of two inner loops.
let words = Array(CommandLine.arguments.dropFirst())
switch words.first {
case "pair": exit(Pair.run(Array(words.dropFirst())))
case "delays": exit(Delays.run(Array(words.dropFirst())))
case "rates": exit(Rates.run())
default:
  print(
    """
    usage: sva-bench pair LABEL RUNS COMMAND… --vs COMMAND…
           sva-bench delays COMMAND… --vs COMMAND…
           sva-bench rates
    """)
  exit(2)
}
