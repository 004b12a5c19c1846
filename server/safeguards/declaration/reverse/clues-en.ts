import type { LanguageClues } from './language-clues.ts';

export const cluesEn: LanguageClues = {
  lists: {
    not: "never|not|no|nor|neither|none|nobody|don't|doesn't|won't|cannot",
    but: 'except|unless|but|other_than_as',
    data: 'data|information|details|them|it',
    keep: 'keep|keeps|kept|retain*|retention|store|stored|stores|storing|hold|held|holds|archive*',
    right: 'right|rights|may_ask|can_ask|may_request|can_request|entitled',
  },
  rules: {
    controller: ['controller|data_controller is|are|responsible !another|for|new|other'],
    'contact-address': [
      'contact_person',
      'contact|questions|write|reach|queries privacy|data|register|notice|personal',
    ],
    'protection-officer': ['data_protection_officer|dpo'],
    'register-name': ['register|registry|file called|named|name'],
    subjects: [
      'applies|covers|concerns|describes|about customer*|user*|member*|visitor*|people|callers|anyone !right|rights|request* !keep|kept',
    ],
    interest: ['interest_is|interests_are|interest_in !object*'],
    definition: [
      'personal_data|personal_information means|is|are any|all|everything|such !kept|processed|collected|encrypted',
      'examples_of|for_example personal_data|personal_information',
      'notice|policy|register based|follows|complies|required|meets gdpr|regulation|law|act !rights',
      'this_notice|this_policy|this_page|here explains|tells|describes|sets_out|find !change*|right*',
    ],
    'collection-rule': [],
    source: [
      'receive|received|collect|collected|obtain*|come|comes|get $data you|customer*|directly|user*|caller* !public|third|others|other|right|rights',
      'you|customers give|provide|tell $data us|yourself|directly',
    ],
    'other-source': [
      'obtain*|collect*|receive|get|supplement*|update*|enrich* public|third_part*|other_sources|partners|credit|population|registers !share|sell|disclose',
      'population_information|public_registers|credit_reference|publicly_available',
    ],
    obligation: [
      'obliged|required|mandatory|voluntary|optional|must give|provide|giving|providing|supply $data',
      'if you do_not|choose_not|refuse give|provide|tell|supply',
    ],
    'needed-only': [
      '$keep as_long_as|longer_than|only_as_long|no_longer need*|necessary|ground|purpose*|reason*',
      'delete*|erase*|remove* no_longer|when|once need*|necessary|ground|purpose*',
      'routine*|procedure* delet*|eras*',
    ],
    'statutory-keeping': [
      '$keep|period* statut*|accounting_act|law|laws|legislation|legal_obligation* !right*',
      'delete*|erase* statutory|legal|law obligation*|require*|prevent*',
    ],
    recording: [
      'record|recorded|recording|records|tape* call*|telephone* !month*|year*|week*|day*|kept|keep',
    ],
    protection: [
      'protect*|safeguard*|secured data|information|database*|server*|unauthori*|technical*|system* !transfer*|outside|clauses|officer|ombudsman*|questions',
      'encrypt*|firewall*',
      'unauthori* access*|alter*|delet*|disclos*|view*',
      'technical|organisational|organizational measure*|safeguard* !clauses|outside',
      'password*|access_rights|access_control system*|protect*|manag*',
    ],
    'access-log': ['log|logged|logs|audit_trail|audit_log reading*|access*|change*|view*|open*|every|who'],
    transport: ['tls|https|in_transit|connection*|communications encrypt*|protect*|secur*'],
    backups: ['backup*|back_up|backed_up|back-up*'],
    premises: [
      'premises|offices|office|building|locked|cabinets|entry_control* lock*|guard*|control*|protect*|physical*|access|entry',
    ],
    organisation: ['train*|instruct*|policies staff|employee*|personnel|agents'],
    'work-tasks': [
      'task*|role|roles|duties|job access|rights|permission* based|according|follow*|depend*|by|granted',
    ],
    'user-names': [
      'personal|individual|own user_name*|username*|account*|log-in*|login*|credentials !shared|share',
    ],
    secrecy: [
      'confidentiality|secrecy|confidential staff|employee*|bound|duty|undertak*|sign*|everyone|personnel|agents|all',
    ],
    'need-to-know': [
      'only|solely|limited staff|people|employees|persons|those|personnel|agents need*|require*|must work|duties|access*|see|process*|tasks|job',
    ],
    'no-sale': ['sell|sells|sold|selling|sale $not !$but'],
    'no-other-use': [
      'disclose*|pass|passed|share|shared|used|use|give|given|hand $not third*|other_purpose*|anyone|others|anything_else|outsiders|other_than !sell|sold|automat*|profil*|unless|except|if_you',
    ],
    processors: [
      'processor*|subcontractor*|sub-contractor*|service_provider*|supplier*|vendor*|hosting_provider* !outside',
      'recipients of|are|include $data|data',
    ],
    'group-companies': ['group compan*|same|our|affiliates', 'subsidiar*|parent_company|affiliat*'],
    authorities: [
      'authorit*|police|court|courts disclose*|hand*|give*|require*|order*|request* !complain*|supervisory|complaint !ombudsman',
    ],
    'transfer-ground': [
      'standard_contractual_clauses|model_clauses|adequacy_decision*|binding_corporate_rules',
      'adequate_level',
    ],
    'no-automation': ['automat*|profiling|profiled decision*|profiling|profiled $not !$but'],
    'right-information': [
      '$right informed|know|information how|about|of !access|copy',
      'transparent* process*',
    ],
    'right-access': [
      '$right access|copy|see|inspect|obtain_confirmation data|information|details|them|confirmation|held',
      'copy|copies data|information|free',
      'request specify|state|say|tell which|what data|information|details',
    ],
    'right-rectification': [
      '$right rectif*|correct*|corrected|amend*',
      'inaccurate|incorrect|incomplete|wrong|out_of_date data|information|details|corrected|correct|it',
    ],
    'right-erasure': [
      '$right eras*|erased|delet*|deleted|forgotten|removed',
      'forgotten',
      'delete|erase own_initiative|on_request|ask',
    ],
    'right-restriction': ['restrict* process*|use|$right !access|your_rights|limits_your'],
    'right-portability': [
      'transfer*|transmit*|move|portability|port another|machine-readable|portability|controller !outside|eea|clauses',
      'machine-readable|structured|portable_format|portable_form',
    ],
    'right-objection': ['object|objecting|objection* process*|$right|use'],
    'right-withdraw': ['withdraw* consent'],
    'rights-request': [
      'request|requests|rights|exercise send|write|e-mail|email|contact|writing|post|address !month*|day*|week* !ombudsman !identify|identity',
    ],
    'answer-time': ['delay|response_time request*|answer*|respond*|act|information'],
    'free-of-charge': [
      'free_of_charge|free|without_charge|no_charge|no_fee request*|copy|information|right*|answer*|data|first',
    ],
    'identify-asked': [
      'identity|identify|identification request*|prove|before !collect*|phone|use|make_sure_who',
    ],
    'refusal-reasoned': ['refus*|declin*|reject* reason*|request*|law|explain*|why'],
    authority: ['ombudsman*|supervisory_authority|data_protection_authority'],
    'complain-to-us': [
      'unhappy|dissatisfied|wrong|against_the_law|breach*|unlawful* tell|contact|let|write|us us|first|contact',
    ],
    changes: [
      'change*|update*|amend*|revise* notice|policy|statement|terms !address|number',
      'newest|latest|current|up-to-date version|notice|policy',
      'read|check|review notice|policy|page regularly|time_to_time|again',
    ],
    breaches: ['data_breach*|breach*|security_incident* !law|agreement|us'],
    floor: ['limit*|restrict*|affect*|narrow* $not rights|right'],
    sells: ['sell|sells|sold|selling $data|data|address* !$not'],
    'shares-freely': [
      'share*|disclose*|pass|give|provide|hand partner*|advertis*|third_part*|other_companies own|marketing|commercial*|freely|any_purpose !$not',
    ],
    marketing: ['marketing|advertis*|newsletter*|promotion*|offers !$not !object*'],
    'keeps-forever': [
      '$keep indefinite*|forever|permanent*|without_limit*|no_time_limit|for_ever|without_an_end|unlimited',
      'never delete*|erase*',
      'not delete*|erase* at_all|ever|anything',
    ],
    charges: [
      'fee|charge|charged|cost|costs|euros|eur|pay copy|copies|request*|access !unfounded|excessive|free|no|without',
    ],
    'automated-decisions': [
      'automat*|profiling|profiled|algorithm* decision*|profiling|profiled|scor*|decid*|evaluat* !$not !right',
    ],
    'implied-consent': ['by using|calling|contacting|visiting|continuing consent*|agree*|accept*'],
    'waives-rights': [
      'waive*|give_up|forfeit* right*|claim*',
      'you have no right* !if|when|where|unless|but',
    ],
    'shared-accounts': ['shared|share|common|same account*|user_name*|username*|password*|log-in*|login*'],
  },
  topics: {
    controller: ['controller|who_we_are|who_is_responsible'],
    'register-name': ['name_of_the|register_name'],
    categories: [
      'which|what|categories|following|personal data|information|details !right*|long|why|keep|receiv*|share*|protect*',
      'data_we_collect|information_we_collect|data_content|we_collect|we_process|we_hold',
    ],
    purposes: ['purpose*|why'],
    basis: ['legal_basis|legal_bases|lawful_basis|legal_ground*'],
    source: ['source*|where_from|channels|come_from|obtain|how_you_can_reach'],
    periods: ['how_long|retention|storage_period*|keep|deletion'],
    recipients: ['recipient*|who_receives|who_sees|sharing|share|processors|disclos*|service_providers'],
    location: ['where_is|transfer*|third_countr*|outside|location'],
    protection: ['protect*|secur*|safe*'],
    rights: ['rights|your_right*'],
    complaint: ['complain*|unhappy|supervis*'],
    changes: ['change*|update*'],
    automation: ['automat*|profil*'],
  },
  categories: {
    identityCode: 'identity_code*|personal_identity*|social_security_number*|national_identity*',
    name: 'name|names|full_name|first_name|last_name|surname',
    address:
      'postal_address*|home_address*|delivery_address*|street_address*|mailing_address*|address|addresses',
    phone: 'phone_number*|telephone_number*|mobile_number*',
    emailAddress: 'e-mail_address*|email_address*|mail_address',
    messages: 'message|messages|correspondence|chat_log*|chat_histor*|conversation*|what_you_write',
    files: 'attachment*|attached_files|documents_you_send',
    notes: 'notes',
    contactMetadata: 'time_stamp*|timestamp*|metadata|log_data|time_of_contact|times_of',
    recordings: 'call_recording*|recordings|recorded_calls|voice_recording*',
    ipAddress: 'ip_address*|ip-address*',
    other:
      'customer_number*|date_of_birth|birth*|order*|purchase*|payment*|bank*|health*|location_data|cookie*|membership_number*|contract_number*|invoice*',
  },
  channels: {
    email: 'e-mail|email|e-mails|emails',
    phone: 'telephone|phone|call|calls|call_us|calling',
    chat: 'chat|chats|live_chat|web_chat',
  },
  purposes: {
    service:
      'customer_service|answer|answering|serve|support|helping|help_you|provide_the_service|provide_our_service*|handle_your',
    identification: 'identify|identification|who_you_are|verify_your_identity|recognise',
    quality: 'quality|improve*|improving|develop*|complaint*|training|train',
    security: 'security|misuse|fraud|abuse|disturbance*',
    rights: 'rights_of_data_subjects|data_subject_rights|rights_requests',
  },
  bases: {
    consent: 'consent',
    contract: 'contract|agreement_with_you|customer_relationship',
    'legal-obligation': 'legal_obligation*|statutory_obligation*|statutory_duty',
    'vital-interests': 'vital_interest*',
    'public-task': 'public_interest|official_authority|public_task',
    'legitimate-interest': 'legitimate_interest*',
  },
  units: {
    recording: 'calls|recording*|recorded|tapes',
    'access-log': 'log|logs|log_data|audit_trail|access_log*',
    request: 'rights_request*|requests',
    staff: 'user_accounts|staff_accounts|staff',
    contact:
      'message*|correspondence|e-mail|e-mails|email|emails|chat*|contacts|conversation*|tickets|enquir*|inquir*|matters',
    person:
      'customer_data|contact_details|customer_details|profile*|personal_data|personal_details|name|data|information|details',
  },
  extensions: { 'quality-project': 'quality', complaint: 'complaint*|dispute*' },
  cues: {
    collects: [
      'collect*|store|stored|save|saved|process|processed|record|hold|contain*|ask|asks|asked|register* !right|rights|object|entitled',
    ],
    contacts: ['when|whenever|if contact*|call|write|reach|get_in_touch'],
    asks: ['ask|asks|asked|request|requested !right|rights|you_may|you_can|may_ask_us|can_ask'],
    serves: [
      'purpose*|in_order_to|so_that|use|used|uses|using|to_answer|to_identify|to_make|to_keep|to_improve|to_develop|to_serve|to_help|to_provide|to_handle',
    ],
    bases: ['basis|based|ground*|bases|rel*_on|rests'],
    keeps: ['$keep|delete*|erase*|destroy*|retention|remove*'],
    longer: ['longer|extend*|exception* !no_longer|never_longer|not_longer'],
    answers: [
      'answer*|reply|replies|respond*|response*|send|sent|provide*|act request*|you|within !keep|kept|store*|retain*|delete*',
    ],
    extends: ['extend*|further|additional|more'],
    dated: ['updated|changed|dated|effective|revised|version|since|amended|last'],
    controller: ['controller|data_controller'],
    email: ['contact*|e-mail|email|write|questions|privacy'],
    officer: ['data_protection_officer|dpo'],
    outside: ['outside|beyond eea|eu|europe*|eu_eea', 'third_countr*'],
  },
};
