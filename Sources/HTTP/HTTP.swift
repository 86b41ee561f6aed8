/// `HTTP` sends requests: requests and responses as values, the `Transport` protocol as the only access to the network,
/// libcurl as its implementation, retries (`RetryPolicy`, `AttemptBudget`) and the redaction of what is shown.
