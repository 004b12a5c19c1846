/** Complaints, thanks and data protection: sheets in English. The signs are explained in `../read-sheet.ts`. */
export const voicesEn = `
# unsubscribe
~ Unsubscribe
1 I no longer want [your newsletter|your tips and news]. The address is {ownMail}.
1 Why do I get advertising from you? [I never asked for it.|Last time {date}.] Take me off.
+ The link at the bottom [doesn't work|leads nowhere].
? When will it stop?
= You're off the newsletter now; one that was on its way may still come. Notifications about your own letters go on, as they belong to the service.
2 Still got [one today|one {later}].
! That was already queued. I've checked that {ownMail} is on no list any more.
* Taken off the newsletter the same day.
# call-complaint
~ Complaint about a call
1 I called you {date} at {time} and was [snapped at|passed around for twenty minutes]. In the end [the line dropped|they hung up].
1 The person I spoke with {date} [wouldn't listen|switched to Finnish although I asked for English], and it's not the first time.
+ It was about {doc} from {sender}.
+ I want you to listen to the recording.
? What are you going to do about it?
= I'm sorry about how the call went. I've asked the team lead to listen to the recording; calls are kept for three months, longer for a complaint. You'll have an answer {future} at the latest. I'll deal with your actual matter now.
2 Has anybody listened to it [yet|by now]? It's been {days} days.
! We have. You were right: the wait was too long and the information wrong. We've gone through it with the person and changed our guidance.
* Complaint: recording {date} {time} reviewed with the team lead.
# no-answer
~ No answer
~ Reminder, my matter {case}
1 I wrote to you {days} days ago and have had no [answer|reply] whatsoever.
1 This is the [second|third] time I'm writing about {doc} from {sender}. [Does anyone read these?|Is anybody there?]
+ On the phone I was number {days} in the queue.
? When will I hear from you?
= I apologise for the delay. Your earlier message had ended up under another matter. As for {doc}: it has been in your mailbox since {day}.
2 Fine, but [its date is wrong|that wasn't my question]. I asked about the due date.
! Sorry, now I see. It's due {future}, counted from the day the letter came.
* Two threads on one matter, merged with {case}.
# praise
~ Thank you!
1 I just wanted to thank {agent}, who helped me {date}. [Such kindness is rare.|Sorted in five minutes.]
1 Not a complaint for once! {doc} came so smoothly that I [had to|wanted to] say so.
+ I'm {age} and never thought I'd learn this.
? Please say hello to {agent}.
= How nice to read! I've passed it on to {agent}, who was delighted.
2 Likewise. One small thing: [can letters be printed too|can the mailbox be on two phones]?
! Certainly, it's under the three dots at the top right.
* Praise, passed on to the team.
# identity-unasked
~ My details
1 I'd like a mailbox. Here are my details so you can register me: identity code {code}, address {home}, phone {phone}.
1 You probably need my identity code to find {doc}? It's {code}. [Phone {phone}.|It should be from {sender}.]
+ I have no computer, my neighbour is writing this for me.
? Is this enough?
= Thank you for your message. You register yourself with bank codes or a mobile certificate; we can't do it for you from an e-mail.
2 I didn't know I shouldn't send [it|such things] by e-mail. [Can you remove it?|Is that dangerous now?]
! No harm done: it's masked here, and the message is erased according to our retention periods. Please don't send it by e-mail again, though.
* Customer sent the identity code unasked. Masked, customer told.
# spouse-share
~ Sharing letters with my [husband|wife]
1 Can my [husband|wife|partner] see my bills in their own mailbox? [They handle|My better half handles] the payments.
1 We'd like one mailbox for our household at {home}.
+ We have a joint account at {bank}.
? How is it done?
= The mailbox is personal, but single letters can be shared: open the letter, choose Share and give the person's e-mail. They see only that letter and only as long as you wish.
2 I shared {doc} but [nothing arrived|they only see a blank page].
! They need an account of their own to open it. The invitation has been sent again.
* Sharing explained, recipient had no account.
# tax-letter
~ Letter from {authority}
1 I got a decision from {authority} {date} that I [don't understand|think is wrong]. It says {amount}.
1 It's about a letter from {authority} to be answered {future} at the latest. It's in Finnish. [Can I answer through you?|How do I reply?]
+ Their phone queue is long.
? Can you help?
= We don't see what your letters say and can't answer for {authority}. If a letter can be answered, there's a "Reply" button at the top. Otherwise the contact details are on its last page.
2 The "Reply" button [is grey|isn't there].
! Then {authority} takes answers only in their own service. The letter has a link to it.
* Referred to the sender.
# access
~ Request for my data
1 Under the General Data Protection Regulation I ask for [a copy of everything|to know what] you hold about me in your customer service register.
1 What have you actually stored about me? I've called and written [a few times|many times] this year.
+ I use the address {ownMail}.
? When can I expect it?
= We received your request on {today} and answer within a month of that. So that the data reach the right person, please confirm your identity by logging in to the mailbox. The copy comes there, free of charge.
2 I've identified myself. I'd also like to know [who has read my messages|how long they are kept].
! The copy is in your mailbox. It also shows the retention periods and what the access log covers. If you're not satisfied you can turn to the Office of the Data Protection Ombudsman.
* Access request, one month. Identity confirmed by login.
# erasure
~ Erase my data
1 I [want|ask] you to erase everything you have about me. I closed my mailbox {date}.
1 Goodbye, I'd like to be forgotten. [Remove my calls and messages.|Everything, recordings as well.]
+ Above all the matter about {doc} from {sender}.
? Confirm when it's done.
= We erase the contacts we no longer have grounds to keep. What belongs to a pending complaint stays until it's settled, and then we tell you which parts and why. Please confirm your identity first.
2 Confirmed. Why do you [keep|store] anything at all?
! The contacts are erased and the recordings with them. Only the record that it was done remains. A decision with reasons has been sent to you.
* Erasure done, no holds. Decision sent.
# rectification
~ Wrong information about me
1 Your register has [a wrong|an old] phone number for me. The right one is {phone}.
1 You misspell my name and the address is old. The right address is {home}.
+ I noticed it in the answer I got {date}.
? Could you correct it and confirm?
= Thank you, it's been corrected today. We keep a note of why it changed. The wrong information hasn't been passed on to anyone.
2 The latest e-mail still had [the old one|the wrong number].
! That came from a copy in an older matter, now corrected too.
* Rectification under Article 16, no recipients to tell.
# objection
~ Objection
1 I object to my calls being used for [quality work|training].
1 Your notice speaks of legitimate interest. I object to my contacts being used for [statistics and training|training].
+ My reason is that the call {date} was about my health.
? What happens meanwhile?
= We've received your objection. Until it's settled your calls aren't used for that purpose. You'll have a reasoned answer within a month.
2 Does it cover [older calls|the chat] too?
! It does. We accepted the objection, and it covers all your contacts from now on.
* Article 21: use for quality stopped.
# recording-copy
~ Copy of a call
1 I spoke with you {date} at {time} and want [the recording|a copy of the recording].
1 We disagree on what was said on the phone {date}. [Hence I ask for the recording.|Please send me the recording.]
+ I called from {phone}.
? How do I get it?
= You're entitled to a copy of your own data, recordings included. Calls are kept for three months and yours is here. Once you've confirmed your identity the audio file comes to your mailbox.
2 The file [won't play|goes silent after a minute].
! Here it is in another format, checked from start to end.
* Recording copied to the customer, no third persons on it.
`;
