/// `AWS` calls Amazon Web Services: SigV4, credentials and their providers, profiles, regions and endpoints, the table of
/// error codes, STS and Bedrock. It does not depend on Storyblok.
