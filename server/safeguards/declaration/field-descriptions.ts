/**
 * What an editor shows beside each field of a declaration: what the software does with it. By path; `*` stands for any
 * key or place in a list, and for any of the channels. A test fails for a field that is not here.
 */
export const fieldDescriptions: Readonly<Record<string, string>> = {
  register: 'What the register is. It opens the privacy notice.',
  'register.name': 'The name of the register, the heading of the notice.',
  'register.systemName': 'The name of the system that the register is kept in, as the notice gives it.',
  'register.subjects': 'Whose data the register holds, as the notice says it.',
  'register.statedOn': 'The date that the controller states on the notice. Quote it.',
  'register.timeZone': 'Days of periods, agreements and reports are counted in this time zone.',
  'register.languages': 'The languages in which the notice is published.',
  'register.languages.*': 'A language of the notice.',

  controller: 'Who decides why and how the data are processed (GDPR Art. 13(1)(a)).',
  'controller.name': "The controller's name, in the notice.",
  'controller.businessId': 'The Finnish business ID; its check digit is checked.',
  'controller.street': 'Visiting address: the street.',
  'controller.postalCode': 'Visiting address: five digits. Quote them.',
  'controller.city': 'Visiting address: the town.',
  'controller.contactAddress':
    'The e-mail address for data protection matters, given in the notice. It should be one of the mailboxes.',
  'controller.website': 'The website, given in the notice. https only.',
  'controller.officer':
    'The data protection officer, where there is one; the notice and the record name them.',
  'controller.officer.name':
    'What the officer is called: a role, such as Data protection officer, or a name.',
  'controller.officer.contactAddress': 'The e-mail address of the officer.',
  'controller.systems':
    "The controller's own machines that the software connects to, beside the one it runs on. The notice names their countries.",
  'controller.systems.*': 'One system of your own.',
  'controller.systems.*.name': 'What the system is called, in the notice.',
  'controller.systems.*.countries': 'Where it stands (ISO 3166): in the EU or the EEA.',
  'controller.systems.*.countries.*': 'A country code of two capitals.',
  'controller.systems.*.connections':
    'How the software connects to it. It connects to nothing that is not declared.',
  'controller.systems.*.connections.*': 'One way, and the machines it leads to.',
  'controller.systems.*.connections.*.way':
    'mail-out (SMTP), mail-in (IMAP), web-hook, sign-in (identity provider), storage (S3), database, keys (key service), calls (SIP), recordings (fetching them) or identification (asking your customer register).',
  'controller.systems.*.connections.*.hosts': 'The machines, without ports. Not in the notice.',
  'controller.systems.*.connections.*.hosts.*':
    'A host name in small letters, *. before a name for all below it, or an IP address. The same way and host once.',

  authority: 'The supervisory authority to which people may complain; the notice names it.',
  'authority.name': 'The name of the authority.',
  'authority.website': 'Where the authority is found. https only.',

  purposes: 'Why data are held. Every category, collection rule and task names purposes from here.',
  'purposes.*': 'One purpose. Data that serve no purpose cannot be held.',
  'purposes.*.name': 'The name of the purpose, in the notice and in the console.',
  'purposes.*.description': 'What the purpose means, in a sentence of the notice.',
  'purposes.*.basis':
    'The legal basis (GDPR Art. 6). legitimate-interest also needs the interest and its balancing.',
  'purposes.*.decidedBy':
    'notice: the notice of the controller says so itself. controller: the notice is silent and the controller has decided it.',
  'purposes.*.interest': 'The legitimate interest; it must be told to people (GDPR Art. 13(1)(d)).',
  'purposes.*.balancing':
    'Why the interest is not overridden by the interests and rights of the persons (GDPR Art. 6(1)(f)). The notice says it.',
  'purposes.*.documents':
    'Impact assessments, balancing tests and the like; the record of processing lists them.',
  'purposes.*.documents.*': 'One document, and where the controller keeps it.',
  'purposes.*.documents.*.kind': 'impact-assessment (GDPR Art. 35), balancing-test (Art. 6(1)(f)) or other.',
  'purposes.*.documents.*.name': 'What the document is called.',
  'purposes.*.documents.*.date': 'The day it was made or last changed.',
  'purposes.*.documents.*.reference':
    'Where it is kept: a case number, an archive, an address. Not in the notice.',
  'purposes.*.identifies':
    'This purpose is to know who the person is. Identity codes may serve no other (Data Protection Act 1050/2018 s. 29).',

  categories: 'What may be held. A value of a category that is not here cannot be stored.',
  'categories.*': 'One category of data. At least one channel collects it.',
  'categories.*.name': 'The name of the category, in the notice and in the console.',
  'categories.*.kind': 'What the data are; it decides how a value is checked before it is stored.',
  'categories.*.purposes': 'The purposes it is held for. It is opened for no other.',
  'categories.*.purposes.*': 'A key of purposes.',
  'categories.*.explanation': 'How it comes to be held, in a sentence of the notice.',
  'categories.*.origin':
    'Where a value comes from: the person (when left out), a member of staff, or the system.',
  'categories.*.decidedBy': 'Who decided the rule; left out, it stands in the notice.',

  channels: 'How contacts arrive, and what each way may collect.',
  'channels.*': 'One channel. What is not among what it collects, it cannot store.',
  'channels.*.name': 'The name of the channel, in the notice.',
  'channels.*.collects': 'What the channel may collect, one rule for each category.',
  'channels.*.collects.*': 'One rule: what, when and for which purposes.',
  'channels.*.collects.*.category': 'A key of categories.',
  'channels.*.collects.*.when':
    'automatic: stored when it arrives. on-request: asked for when needed. on-request-with-reason: asked for only with a stated reason, which is logged.',
  'channels.*.collects.*.purposes': 'What it is collected for here: some of the purposes of the category.',
  'channels.*.collects.*.purposes.*': 'A key of purposes.',
  'channels.*.collects.*.askedFor':
    'Purposes for which it is also asked for, where it did not arrive by itself. With when: automatic only.',
  'channels.*.collects.*.askedFor.*': 'A key of purposes.',
  'channels.*.collects.*.decidedBy': 'Who decided the rule; left out, it stands in the notice.',
  'channels.*.records': 'Which calls are recorded; the notice says so.',
  'channels.*.records.*': 'A direction of calls.',
  'channels.*.unannounced':
    'What becomes of a call of which no signal says that people were told of the recording. not-recorded (when left out): it is not recorded. alert: it is, and those who may extend recordings are told.',

  queues: 'Where contacts wait to be worked on.',
  'queues.*': 'One queue. Only tasks that name it open its contacts.',
  'queues.*.name': 'The name of the queue in the console.',

  mailboxes: 'The addresses that people write to. Mail to any other address is refused.',
  'mailboxes.*': 'One mailbox. Its key also names its settings (HALTIJA_IMAP_…).',
  'mailboxes.*.address': 'The address customers write to; answers leave from it.',
  'mailboxes.*.name': 'The name of the sender of answers.',
  'mailboxes.*.queue': 'The queue in which its mail lands.',
  'mailboxes.*.language': 'The language of a message when it cannot be told from its text.',

  tasks: 'Who may do what: rights follow work tasks. What no task holds, nobody can do.',
  'tasks.*': 'One work task, granted to members of staff by name until a date.',
  'tasks.*.name': 'The name of the task in the console.',
  'tasks.*.acts': 'What the task lets its holder do.',
  'tasks.*.acts.*': 'An act of the software.',
  'tasks.*.queues': 'The queues in which it may be done.',
  'tasks.*.queues.*': 'A key of queues.',
  'tasks.*.categories': 'The categories its holder may see. All others are left out of what is opened.',
  'tasks.*.categories.*': 'A key of categories.',
  'tasks.*.collects': 'Categories its holder may ask for and write without seeing what is stored.',
  'tasks.*.collects.*': 'A key of categories.',
  'tasks.*.purposes': 'What the task is done for; the access log names them with each opening.',
  'tasks.*.purposes.*': 'A key of purposes.',
  'tasks.*.decidedBy': 'Who decided it; left out, it stands in the notice.',

  periods: 'How long each kind of unit is kept, in calendar months. One period for each unit.',
  'periods.*': 'One period. When it ends, what it is for is erased by itself.',
  'periods.*.name': 'What is kept, in the notice.',
  'periods.*.unit': 'The kind of unit it is for.',
  'periods.*.purposes':
    'What it is kept for, in the notice. For a purpose that is not here nothing of the unit is opened or given out, whatever its categories say.',
  'periods.*.purposes.*': 'A key of purposes.',
  'periods.*.months':
    'How long, in calendar months. A shorter period reaches what is held at once; a longer one only what arrives after publishing.',
  'periods.*.from': 'The moment it runs from; each kind of unit has its own moments.',
  'periods.*.capMonths': 'No extension reaches past this, in months from the same moment.',
  'periods.*.extensions': 'The only grounds on which a unit may be kept longer, never past the cap.',
  'periods.*.extensions.*': 'A ground for keeping it longer, in the notice.',
  'periods.*.decidedBy':
    'notice: the notice of the controller says so itself. controller: the notice is silent and the controller has decided it.',
  'periods.*.ground': 'Why that long, in the notice.',

  reasons:
    'The reasons to choose from when something is opened without a contact in hand. The access log keeps the choice.',
  'reasons.*': 'One reason, as it is offered.',

  undertaking: 'The confidentiality undertaking. Nothing opens for anyone who has not accepted it.',
  'undertaking.version':
    'Raise it when the text changes in substance: everyone is then asked to accept it again.',
  'undertaking.text': 'What members of staff accept, in their language.',

  processing: 'Where data are processed, and by whom besides the controller.',
  'processing.mainCountry': 'The country of the EU or the EEA where the data mainly are.',
  'processing.otherCountries': 'Where else data may be: in the EU and the EEA.',
  'processing.outsideEea': 'Whether data may leave the EU and the EEA.',
  'processing.outsideEea.allowed':
    'false: no processor outside the EU and the EEA can be declared, and nothing leaves for one.',
  'processing.outsideEea.transferGround': 'On what ground data leave the EU and the EEA, in the notice.',
  'processing.services': 'Kinds of service that processors give (GDPR Art. 13(1)(e)), in the notice.',
  'processing.services.*': 'A kind of service.',
  'processing.groupCompanies':
    "Companies of the controller's own group may be processors; the notice says so.",

  processors:
    'Who processes data for the controller (GDPR Art. 28). Nothing leaves the register for anybody who is not here.',
  'processors.*': 'One processor.',
  'processors.*.name': "The company's name.",
  'processors.*.service': 'What it does, in a few words of the notice.',
  'processors.*.agreement': 'The agreement on processing. Nothing leaves before its date.',
  'processors.*.agreement.id': 'The number or name of the agreement.',
  'processors.*.agreement.date': 'The first day of the agreement. Quote it.',
  'processors.*.validUntil': 'The last day of the agreement. Nothing leaves after it. Quote it.',
  'processors.*.purposes': 'What the processor may be given data for.',
  'processors.*.purposes.*': 'A key of purposes.',
  'processors.*.categories':
    'What it may be given beyond the number of a contact and that something happened to it. Empty: nothing.',
  'processors.*.categories.*': 'A key of categories.',
  'processors.*.countries': 'Where it has the data (ISO 3166).',
  'processors.*.countries.*': 'A country code of two capitals.',
  'processors.*.transferGround': 'Wanted for a country outside the EU and the EEA (GDPR Art. 44–49).',
  'processors.*.groupCompany':
    "true: a company of the controller's own group that processes for it; the notice says so beside its name.",
  'processors.*.connections':
    'Its machines that the software connects to. It connects to nothing that is not declared.',
  'processors.*.connections.*': 'One way, and the machines it leads to.',
  'processors.*.connections.*.way':
    'mail-out (SMTP), mail-in (IMAP), web-hook, sign-in (identity provider), storage (S3), database, keys (key service), calls (SIP) or recordings (fetching them). The processor must be declared for the data that go that way.',
  'processors.*.connections.*.hosts': 'The machines, without ports. Not in the notice.',
  'processors.*.connections.*.hosts.*':
    'A host name in small letters, *. before a name for all below it, or an IP address. The same way and host once.',
  'processors.*.decidedBy': 'Who decided it; left out, it stands in the notice.',

  recipients:
    'Who else may be given data: authorities, companies of the group that decide for themselves, a lawyer (GDPR Art. 13(1)(e)). They are controllers, so no agreement is asked; nothing leaves but as it stands here.',
  'recipients.*': 'One recipient. Its key is no key of processors.',
  'recipients.*.name': 'Who it is, in the notice.',
  'recipients.*.kind': 'What kind of recipient it is, in the notice.',
  'recipients.*.why': 'Why they are given data, with the law where one asks for it; in the notice.',
  'recipients.*.basis': 'The legal basis of giving it to them (GDPR Art. 6).',
  'recipients.*.purposes': 'What they may be given data for.',
  'recipients.*.purposes.*': 'A key of purposes.',
  'recipients.*.categories':
    'What they may be given beyond the number of a contact and that something happened to it. Empty: nothing.',
  'recipients.*.categories.*': 'A key of categories.',
  'recipients.*.countries': 'Where they have the data (ISO 3166).',
  'recipients.*.countries.*': 'A country code of two capitals.',
  'recipients.*.transferGround': 'Wanted for a country outside the EU and the EEA (GDPR Art. 44–49).',
  'recipients.*.connections':
    'Their machines that web hooks may go to. Nothing goes to one that is not declared.',
  'recipients.*.connections.*': 'The machines.',
  'recipients.*.connections.*.way': 'web-hook: the only way to a recipient.',
  'recipients.*.connections.*.hosts': 'The machines, without ports. Not in the notice.',
  'recipients.*.connections.*.hosts.*':
    'A host name in small letters, *. before a name for all below it, or an IP address. The same host once.',
  'recipients.*.validUntil':
    'The last day on which they may be given anything. Left out: without an end. Quote it.',
  'recipients.*.decidedBy': 'Who decided it; left out, it stands in the notice.',

  sources:
    'Where data may come from besides the person, staff and the system itself (GDPR Art. 14(2)(f)); the notice says so. Left out: from nowhere else.',
  'sources.*': 'One source.',
  'sources.*.name': 'What the source is called, in the notice.',
  'sources.*.kind':
    'old-mail: messages of a system used before. identity-provider: who signs a person in. host-page: the page that the chat stands on. other-controller: somebody who hands a register over.',
  'sources.*.explanation': 'What it is and how data come from it, in a sentence of the notice.',
  'sources.*.categories': 'What may be stored from it; anything else that it brings is left out.',
  'sources.*.categories.*': 'A key of categories.',
  'sources.*.decidedBy': 'Who decided it; left out, it stands in the notice.',

  identification:
    'How people are identified when they call. Left out: nobody is. The console offers these ways and no others.',
  'identification.ways': 'The ways.',
  'identification.ways.*': 'One way.',
  'identification.ways.*.name': 'What the way is called in the console.',
  'identification.ways.*.kind':
    'call-back: they are called at a number on file. questions: what they say is compared with what is on file. customer-register: another register of yours is asked, and says only whether all of it is right.',
  'identification.ways.*.asks':
    'What is asked, all of it. Never only name and identity code, and at least two things. What is said is compared and not kept.',
  'identification.ways.*.asks.*': 'A key of categories.',
  'identification.ways.*.processor':
    'Of customer-register: who keeps it, a key of processors. It is given what is asked.',
  'identification.validMinutes': 'How long somebody stays identified; never past the end of the call.',
  'identification.attempts': 'How many tries may come to nothing before it is refused for a while.',
  'identification.attempts.ofContact': 'In one contact.',
  'identification.attempts.ofPerson': 'For one person, in all their contacts.',
  'identification.attempts.withinMinutes': 'Tries older than this are not counted.',
  'identification.decidedBy': 'Who decided it; left out, it stands in the notice.',

  backups: 'Copies made against loss.',
  'backups.horizonDays':
    'For how many days what was erased can still be in a backup copy; the notice says so. Within them the keys turn, so that no older copy opens what was erased. Left out: 14.',
  'backups.decidedBy': 'Who decided it; left out, it stands in the notice.',

  never:
    'What is never done with the data. The software knows no other answer, so all four stand here or none.',
  'never.*': 'Something that is never done.',

  rights: 'The legal clock for answering requests (GDPR Art. 12(3)). Less time may be promised, never more.',
  'rights.answerMonths': 'A request is answered within so many months.',
  'rights.extensionMonths': 'By so many months the answer may be put off, with reasons.',

  measures: 'How the data are protected, in the notice.',
  'measures.*': 'One measure.',
  'measures.*.name': 'The measure in a few words.',
  'measures.*.kind':
    'enforced: the software does it, and shows that it does. attested: no software can; the controller vouches for it.',
};
