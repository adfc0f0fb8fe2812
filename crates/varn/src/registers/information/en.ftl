## Information sets
nav-information = Information
kind-information-set = Information set
information-lead = What the municipality knows and looks after, in parts that can be classified.
information-new = Add an information set
information-edit = Edit the information set
information-save = Save the information set
information-nothing = The municipality's information sets belong here
information-nothing-why = Two ways in: go through what a municipality usually holds, or load your own list. Begin with what is most important or most sensitive. When the sets are classified, the needs of systems and suppliers follow.
information-is-common = Common to the whole municipality
information-follows = Follows { $name }
information-preserved-for-ever = What is preserved has no number of years. Take the number away, or choose disposal.
information-follows-itself = An information set cannot follow itself. Choose another, or none.
information-common-follows-none = A common information set is classified itself and cannot follow another. Choose one of the two.
information-has-followers = { $n } other information sets follow this one. Let it stay common, or change them first.
information-is-followed = Other information sets follow this one
information-is-followed-help = Let them follow another common set, or none, and try again.
information-is-followed-by =
    { $n ->
        [one] Another information set follows the classification of this one. Let it follow another, or none, before you remove this.
       *[other] { $n } other information sets follow the classification of this one. Let them follow another, or none, before you remove this.
    }
field-classified = Classification
classified-none = Not classified yet
classified-proposed = Proposed
classified-confirmed = Confirmed
filter-highest-need = Highest need
field-process = Process
field-process-code = Number of the process
field-process-code-hint = As in your process structure, for instance 7.2.3.
field-process-name = Name of the process
field-storage = Kept
field-storage-hint = System, folder, archive cabinet: where the information is.
field-many-people = Concerns many inhabitants
field-many-people-hint = If it concerns a large part of the inhabitants it needs more protection, since the harm is greater.
field-provisions = Secrecy
field-provisions-hint = The sections that may forbid disclosure. This is information, not a decision on secrecy.
provision-osl = Chapter { $chapter }, section { $section } OSL
provision-other = Chapter { $chapter }, section { $section } (SFS { $statute })
provision-unverified = { $name } (not checked against the statute)
field-retention-action = Preserved or disposed of
field-retention-years = Disposed of after
field-retention-when = Counted from
field-retention-when-hint = For instance: from when the case was closed.
retention-action-preserve = Preserved
retention-action-dispose = Disposed of
retention-dispose-years =
    { $n ->
        [one] Disposed of after one year
       *[other] Disposed of after { $n } years
    }
unit-years = years
field-is-common = Common to the whole municipality
field-is-common-hint = Classified once. Parts of the organisation with the same kind of information follow it.
field-common = Follows the common set
choose-no-common = None, it is classified itself
facts-content = Content
facts-retention = Preservation and disposal
facts-common = Common classification
done-information-created = The information set is added.
done-information-updated = The information set is saved.
event-information-created = Information set added
event-information-updated = Information set changed
event-information-removed = Information set removed
