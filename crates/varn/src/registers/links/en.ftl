## Links
links-heading = Connected with
links-none = Nothing is connected with the record yet. Connect it with what it uses, and the protection need follows along the connections.
link-lives-in = Is in the system
link-lives-in-of = Holds the information
link-uses-information = Uses the information
link-uses-information-of = Used by the process
link-uses-system = Uses the system
link-uses-system-of = Used by the process
link-data-held-by = Has its data in
link-data-held-by-of = Holds data for
link-access-controlled-by = Sign-in and access are controlled by
link-access-controlled-by-of = Controls sign-in and access to
link-fed-by = Gets data from
link-fed-by-of = Delivers data to
link-needs-to-run = Does not run without
link-needs-to-run-of = Is needed to run
link-delivered-by = Delivered by
link-delivered-by-of = Delivers
link-covers-information = Covers the information
link-covers-information-of = Part of the processing
link-runs-in = Happens in the system
link-runs-in-of = Used in the processing
link-processed-by = Has the processor
link-processed-by-of = Is the processor of
link-endurance = manages { $time } without
link-elsewhere = A record of another committee
link-remove = Remove
link-new = Connect with something
link-new-heading = Connect { $name }
link-new-lead = First choose what the connection says, then which record it is about.
link-says = The connection says
link-search = Search by name
link-nothing = There is nothing to connect with yet. Add the record to its register first.
link-nothing-found = No name contains “{ $q }”. Change the search or what the connection says.
link-more =
    { $n ->
       *[other] The first { $n } are shown. Search by name to find more.
    }
link-save = Connect
link-hours = hours
link-to-itself = A record cannot be connected with itself. Choose another.
field-endurance = Manages without for
field-endurance-hint = How long it can go on when the other has stopped. Empty means that it stops at once.
done-link-added = The records are connected.
done-link-removed = The connection is removed. Its history remains.
event-link-added = Records connected
event-link-removed = Connection removed
