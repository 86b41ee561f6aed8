#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The measurements of `make bench`: commands side by side, the delay of a token and of the first sound, the rates of two inner loops, the
/// quality of search, and the peak memory of the worst inputs.
let words = Array(CommandLine.arguments.dropFirst())
switch words.first {
case "pair": exit(Pair.run(Array(words.dropFirst())))
case "delays": exit(Delays.run(Array(words.dropFirst())))
case "first-word": exit(FirstWord.run(Array(words.dropFirst())))
case "round-trips": exit(RoundTrips.run(Array(words.dropFirst())))
case "first-sound": exit(FirstSound.run(Array(words.dropFirst())))
case "tokens": exit(Conversations.run(Array(words.dropFirst())))
case "rates": exit(Rates.run())
case "retrieval": exit(await Retrieval.run(Array(words.dropFirst())))
case "peak": exit(Peaks.run(Array(words.dropFirst())))
case "growth": exit(Peaks.growth(Array(words.dropFirst())))
case "index": exit(IndexRows.run(Array(words.dropFirst())))
case "index-search": exit(IndexSearchRows.run(Array(words.dropFirst())))
case "scan": exit(ScanRows.run())
case "pages": exit(await PagesAlone.run(Array(words.dropFirst())))
case "listen": exit(await Listening.run(Array(words.dropFirst())))
case "serve": exit(Peaks.serve(Array(words.dropFirst())))
default:
  print(
    """
    usage: sva-bench pair LABEL RUNS [--goal TIME] COMMAND… --vs COMMAND…
           sva-bench delays COMMAND… --vs COMMAND…
           sva-bench first-word SVA
           sva-bench round-trips SVA FRONT CERTIFICATE KEY AUTHORITY [MS]
           sva-bench first-sound SVA
           sva-bench tokens SVA
           sva-bench rates
           sva-bench retrieval [FOLDER]
           sva-bench peak LABEL LIMIT COMMAND… --vs COMMAND…
           sva-bench index SVA EMULATOR
           sva-bench growth LABEL MIB COMMAND… --vs COMMAND…
           sva-bench index-search SVA [PASSAGES]
           sva-bench scan
           sva-bench pages URL TOKEN
           sva-bench listen SECONDS [heard]
           sva-bench serve large|small|signed
    """)
  exit(2)
}
